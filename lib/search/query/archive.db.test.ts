import { expect, it } from 'vitest'
import type { Database } from '@/db/client'
import { sources } from '@/db/schema/sources'
import { withRollback } from '@/db/testing/database'
import { makePhoto, makeUser } from '@/db/testing/factories'
import { addAlbumPhotos } from '../../albums/change-photos'
import { createAlbum } from '../../albums/create-album'
import { getAlbum } from '../../albums/get-album'
import { listAlbumPhotos } from '../../albums/list-album-photos'
import { ANONYMOUS } from '../../context/actor'
import { sitemap } from '../../feeds/sitemap'
import { parseFilter } from '../language/filter'
import { actorOf, context, titles } from '../testing/people'
import { countPhotos } from './count'
import { getFacets } from './facets'
import { foldCounters } from './keep-counters'
import { getTimeline } from './timeline'

/** Anna with a photo in the gallery and a public and a private one in the archive; Ben looks. */
async function world(db: Database) {
  const [anna, ben] = [await makeUser(db, { username: 'anna' }), await makeUser(db, { username: 'ben' })]
  const here = await makePhoto(db, anna.id, { title: 'here', visibility: 'public' })
  const away = await makePhoto(db, anna.id, { title: 'away', visibility: 'public', archived: true, tags: ['scan'] })
  const kept = await makePhoto(db, anna.id, { title: 'kept', archived: true, tags: ['scan'] })
  return { anna: actorOf(anna), ben: actorOf(ben), annaId: anna.id, here, away, kept }
}

const filter = (query: string) => parseFilter(new URLSearchParams(query))

it.each([
  ['owner=me', ['here']],
  ['', ['here']],
  ['tag=scan', []],
  ['q=scan', []],
  ['archived=true', ['away', 'kept']],
  ['tag=scan&archived=true', ['away', 'kept']],
  ['q=archived:true or archived:false', ['away', 'here', 'kept']],
  ['q=-archived:true', ['here']],
])('own photos by “%s”: list, count and months agree', (query, expected) =>
  withRollback(async (db) => {
    const { anna } = await world(db)
    const ctx = context(db, anna)
    expect(await titles(db, anna, query)).toEqual(expected)
    for (const fold of [false, true]) {
      if (fold) await foldCounters(ctx)
      expect(await countPhotos(ctx, filter(query))).toBe(expected.length)
      const { months } = await getTimeline(ctx, filter(query))
      expect(months.reduce((sum, { count }) => sum + count, 0)).toBe(expected.length)
    }
  }),
)

it('a public photo in the archive is off the wall, off its owner’s page and the sitemap, and found by who asks for it', () =>
  withRollback(async (db) => {
    const { ben, here, away } = await world(db)
    for (const query of ['visibility=public', 'owner=anna', 'owner=anna&visibility=public'])
      expect(await titles(db, ben, query)).toEqual(['here'])
    expect((await getFacets(context(db, ben), filter(''), ['owner'])).owner).toEqual([{ value: 'anna', count: 1 }])
    expect(await titles(db, ben, 'owner=anna&archived=true')).toEqual(['away'])
    const map = await sitemap(context(db, ANONYMOUS), new URL('https://photos.example'))
    expect(map).toContain(here.id)
    expect(map).not.toContain(away.id)
  }))

it('an album by hand keeps it, for its owner and for visitors; its head counts it', () =>
  withRollback(async (db) => {
    const { anna, ben, away, here } = await world(db)
    const ctx = context(db, anna)
    const { id } = await createAlbum(ctx, { title: 'Trip', description: '', visibility: 'public' })
    await addAlbumPhotos(ctx, id, [here.id, away.id])
    for (const actor of [anna, ben]) {
      const { items } = await listAlbumPhotos(context(db, actor), id, {})
      expect(items.map(({ title }) => title).sort()).toEqual(['away', 'here'])
      expect((await getAlbum(context(db, actor), id)).count).toBe(2)
      expect(await titles(db, actor, `album=${id}`)).toEqual(['away', 'here'])
    }
  }))

it('a smart album holds what its filter finds: the archive where it says so', () =>
  withRollback(async (db) => {
    const { anna } = await world(db)
    const ctx = context(db, anna)
    const make = (saved: Record<string, string>) =>
      createAlbum(ctx, { title: 'Smart', description: '', visibility: 'private', filter: saved })
    const [without, within] = [await make({ owner: 'me' }), await make({ archived: 'true' })]
    for (const [{ id }, expected] of [
      [without, ['here']],
      [within, ['away', 'kept']],
    ] as const) {
      const { items } = await listAlbumPhotos(ctx, id, {})
      expect(items.map(({ title }) => title).sort()).toEqual(expected)
      expect(await titles(db, anna, `album=${id}`)).toEqual(expected)
      expect((await getAlbum(ctx, id)).count).toBe(expected.length)
    }
  }))

it('a source and its folders show what lies there', () =>
  withRollback(async (db) => {
    const { anna, annaId } = await world(db)
    const [made] = await db
      .insert(sources)
      .values({ ownerId: annaId, name: 'NAS', kind: 'directory', path: '/nowhere', visibility: 'private' })
      .returning({ id: sources.id })
    await makePhoto(db, annaId, { title: 'scan', archived: true, sourceId: made?.id ?? '', sourceKey: 'a/1.jpg' })
    expect(await titles(db, anna, `source=${made?.id}`)).toEqual(['scan'])
    expect(await titles(db, anna, 'folder=a/')).toEqual(['scan'])
    expect(await titles(db, anna, 'owner=me')).toEqual(['here'])
  }))
