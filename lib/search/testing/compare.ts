import { expect } from 'vitest'
import type { Database } from '@/db/client'
import { makeUser } from '@/db/testing/factories'
import type { Context } from '../../context/context'
import type { Photo } from '../../photos/contract'
import { FACETS } from '../language/contract'
import type { Filter, Term } from '../language/terms'
import { countPhotos } from '../query/count'
import { getFacets } from '../query/facets'
import { getMap } from '../query/map'
import { listPhotos } from '../query/page'
import { getTimeline } from '../query/timeline'
import { matches } from './oracle'

/** Anna and Carl hide their places, Ben shows them; Dora is disabled. */
export async function everybody(db: Database) {
  const anna = await makeUser(db, { username: 'anna-b' })
  const ben = await makeUser(db, { username: 'ben', showLocation: true })
  const carl = await makeUser(db, { username: 'carl' })
  const dora = await makeUser(db, { username: 'dora', showLocation: true, disabledAt: new Date() })
  return { anna, ben, carl, dora }
}

/** All that search tells an actor about a filter. */
export async function everything(ctx: Context, filter: Filter): Promise<string> {
  const page = await listPhotos(ctx, { filter, limit: 3, count: true })
  const all = await listPhotos(ctx, { filter, limit: 500 })
  const told = [page, all, await getTimeline(ctx, filter), await getFacets(ctx, filter, [...FACETS])]
  return JSON.stringify([...told, await getMap(ctx, { filter, zoom: 3 }), await getMap(ctx, { filter, zoom: 12 })])
}

/**
 * List, count, map, timeline and facets of a filter are what it says about photos as presented.
 * @param meaning what is asked of the photos, where the filter also says in which album they are
 */
export async function compare(ctx: Context, filter: Filter, visible: Photo[], meaning: Filter = filter): Promise<void> {
  const actor = ctx.actor.kind === 'user' ? ctx.actor : null
  const expected = visible.filter((photo) => matches(meaning, photo, actor))
  const { items } = await listPhotos(ctx, { filter, limit: 500 })
  expect(items.map((photo) => photo.id).sort(), JSON.stringify(filter)).toEqual(
    expected.map((photo) => photo.id).sort(),
  )
  expect(await countPhotos(ctx, filter)).toBe(expected.length)
  await compareMap(ctx, filter, expected)
  const { months } = await getTimeline(ctx, filter)
  expect(Object.fromEntries(months.map(({ month, count }) => [month, count]))).toEqual(
    tally(expected.map((photo) => photo.takenAt?.slice(0, 7))),
  )
  const free = expected
  const facets = await getFacets(ctx, { ...filter, terms: filter.terms.map(unplain) }, [...FACETS])
  const counted = (name: keyof typeof facets) =>
    Object.fromEntries((facets[name] ?? []).map(({ value, count }) => [value, count]))
  expect(counted('town')).toEqual(tally(free.map((photo) => photo.place?.town)))
  expect(counted('tag')).toEqual(spelledOnce(tally(free.flatMap((photo) => nodesOf(photo.tags)))))
  expect(counted('owner')).toEqual(tally(free.map((photo) => photo.owner.username)))
  expect(counted('visibility')).toEqual(tally(free.map((photo) => photo.visibility)))
  expect(counted('year')).toEqual(tally(free.map((photo) => photo.takenAt?.slice(0, 4))))
  expect(counted('country')).toEqual(tally(free.map((photo) => photo.place?.country)))
  expect(counted('lens')).toEqual(tally(free.map((photo) => photo.camera?.lens)))
  expect(counted('type')).toEqual(tally(free.map((photo) => photo.mediaType.slice(6))))
  expect(counted('favourite')).toEqual(tally(free.map((photo) => (photo.favourite ? 'true' : null))))
  expect(counted('rating')).toEqual(tally(free.map(({ rating }) => (rating === -1 ? 'rejected' : rating))))
}

/** Every photo with a known place is in one cell, and single ones are named. */
async function compareMap(ctx: Context, filter: Filter, expected: Photo[]): Promise<void> {
  if (JSON.stringify(filter.terms).includes('bbox')) return
  const located = expected.filter((photo) => photo.location !== null)
  for (const zoom of [1, 12, 20]) {
    const { features, count } = await getMap(ctx, { filter, zoom })
    expect(count).toBe(located.length)
    const singles = features.filter(({ properties }) => !properties.cluster)
    for (const { properties, geometry } of singles) {
      const { location } = located.find(({ id }) => id === properties.photoId) as Photo
      expect(geometry.coordinates[1]).toBeCloseTo(location?.latitude ?? 0, 5)
    }
    expect(features.reduce((sum, { properties }) => sum + properties.count, 0)).toBe(count)
    expect(features.every(({ properties }) => properties.cluster === properties.count > 1)).toBe(true)
  }
}

function tally(values: (string | number | null | undefined)[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const value of values) if (value != null) counts[value] = (counts[value] ?? 0) + 1
  return counts
}

/** The tags of a photo and what is above them, each once whatever its case. */
function nodesOf(tags: string[]): string[] {
  const above = tags.flatMap((tag) => tag.split('/').map((_, depth, parts) => parts.slice(0, depth).join('/')))
  const nodes = new Map<string, string>()
  for (const node of [...tags, ...above])
    if (node !== '' && !nodes.has(node.toLowerCase())) nodes.set(node.toLowerCase(), node)
  return [...nodes.values()]
}

/** Counts by the spelling that most photos have. */
function spelledOnce(counts: Record<string, number>): Record<string, number> {
  const spellings = Object.entries(counts).sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
  const merged: Record<string, number> = {}
  for (const [value, n] of spellings) {
    const known = Object.keys(merged).find((one) => one.toLowerCase() === value.toLowerCase())
    merged[known ?? value] = (merged[known ?? value] ?? 0) + n
  }
  return merged
}

/** The same term where no facet takes it for its own condition; none takes an album. */
function unplain(term: Term): Term {
  return 'is' in term && term.is === 'album' ? term : { all: [term, term] }
}
