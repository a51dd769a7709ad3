import type { Context } from '../../context/context'
import { visitorsInTurn } from '../../load/visitors-in-turn'
import { findTowns } from '../../places/find-towns'
import type { Facet, SuggestReply } from '../language/contract'
import { parseFilterText, QueryProblem } from '../language/query-language'
import { SIMILAR_WORDS } from '../language/similar-value'
import { EVERYTHING, type Filter } from '../language/terms'
import { quoteValue } from '../language/tokens'
import { findKey, ORDERS, SORTS, TEXT_KEYS } from '../language/vocabulary'
import { getFacets } from './facets'
import { albumItems, personItems, sourceItems } from './suggest-named'

/** The unfinished word at the end: an optional minus, then `key:value`, `key:"value` or a bare word. */
const UNFINISHED = /(?<=^|[\s(])(-?)(?:([a-z]+):(?:"([^"]*)|([^\s()"]*))|([^\s()":]*))$/i

/** How far around a town, and from how many letters of a word on towns of the world are offered; from how many albums, sources and people. */
const AROUND_KM = 10
const AROUND_FROM = 4
const NAMES_FROM = 2
const KEY_LIMIT = 6
const VALUE_LIMIT = 10

/** Which facet offers the values of a key. */
const KEY_FACETS: Record<string, Facet> = {
  visibility: 'visibility',
  town: 'town',
  region: 'region',
  country: 'country',
  camera: 'camera',
  lens: 'lens',
  tag: 'tag',
  type: 'type',
  rating: 'rating',
  favourite: 'favourite',
  after: 'year',
  before: 'year',
}

/** Values that are the same for everybody. */
const FIXED_VALUES: Record<string, readonly string[]> = {
  hasLocation: ['true', 'false'],
  hasDate: ['true', 'false'],
  guessed: ['true', 'false'],
  trash: ['true', 'false'],
  status: ['ready', 'processing', 'failed', 'uploading'],
  sort: SORTS,
  order: ORDERS,
}

/** The facets in which a bare word is looked up. */
const BARE_FACETS: Facet[] = ['town', 'country', 'tag', 'camera', 'lens', 'region']

type Item = SuggestReply['items'][number]

/**
 * Completions of what was typed so far: keys, then values with how many photos they would leave, both from what the actor may
 * see. What stands before the unfinished word narrows them, unless it cannot be understood yet.
 * @param text the query up to the text cursor
 */
export async function suggest(ctx: Context, text: string): Promise<SuggestReply> {
  const match = UNFINISHED.exec(text)
  if (!match) return { start: text.length, items: [] }
  const [, minus = '', keyText, quoted, unquoted, bare = ''] = match
  const start = match.index + minus.length
  const before = contextOf(text.slice(0, match.index))
  if (keyText === undefined) {
    const keys = keyItems(bare)
    const values = bare === '' ? [] : await valueItems(ctx, before, BARE_FACETS, bare, 3)
    const things = bare.length < NAMES_FROM ? [] : await namedItems(ctx, before, bare)
    const towns = bare.length < AROUND_FROM ? [] : await townItems(bare, 2)
    return { start, items: [...keys, ...values.slice(0, VALUE_LIMIT), ...things, ...towns] }
  }
  const key = findKey(keyText)
  if (key === null) return { start, items: keyItems(keyText) }
  const fixed = FIXED_VALUES[key]
  const typed = clean(quoted ?? unquoted ?? '')
  if (fixed)
    return {
      start,
      items: fixed.filter((value) => value.startsWith(typed.toLowerCase())).map((value) => item(key, value, null)),
    }
  if (key === 'near') return { start, items: /^[\d.,\s-]*$/.test(typed) ? [] : await townItems(typed, VALUE_LIMIT) }
  if (key === 'similar') return { start, items: similarItems(typed) }
  if (key === 'album') return { start, items: await albumItems(ctx, typed, VALUE_LIMIT) }
  if (key === 'source') return { start, items: await sourceItems(ctx, typed, VALUE_LIMIT) }
  if (key === 'owner') return { start, items: await personItems(ctx, before, typed, VALUE_LIMIT) }
  const facet = KEY_FACETS[key]
  const values = facet ? await valueItems(ctx, before, [facet], typed, VALUE_LIMIT) : []
  return { start, items: values.map((value) => item(key, value.label, value.count)) }
}

/** Albums, sources and people that are called so. */
async function namedItems(ctx: Context, filter: Filter, bare: string): Promise<Item[]> {
  const typed = clean(bare)
  if (typed === '') return []
  const found = [
    await albumItems(ctx, typed, 2),
    await sourceItems(ctx, typed, 2),
    await personItems(ctx, filter, typed, 2),
  ]
  return found.flat()
}

function clean(typed: string): string {
  return typed.replace(/\p{Cc}/gu, '').trim()
}

/** Around a town of the world: whether anybody has photos there, it does not tell. */
async function townItems(typed: string, limit: number): Promise<Item[]> {
  const towns = await findTowns({ q: typed, limit })
  return towns.map(({ name, region, country, latitude, longitude }) => ({
    ...item('near', `${latitude},${longitude},${AROUND_KM}`, null),
    label: [name, region === name ? null : region, country].filter(Boolean).join(', '),
  }))
}

/** Behind the id of a photo: how alike, and which way up. */
function similarItems(typed: string): Item[] {
  const comma = typed.lastIndexOf(',')
  if (comma < 0) return []
  const [before, word] = [
    typed.slice(0, comma),
    typed
      .slice(comma + 1)
      .trim()
      .toLowerCase(),
  ]
  const words = SIMILAR_WORDS.filter((one) => one.startsWith(word) && !before.split(',').includes(one))
  return words.map((one) => ({ ...item('similar', `${before},${one}`, null), label: one }))
}

function contextOf(text: string): Filter {
  try {
    return parseFilterText(text)
  } catch (problem) {
    if (problem instanceof QueryProblem) return EVERYTHING
    throw problem
  }
}

function keyItems(typed: string): Item[] {
  const keys = TEXT_KEYS.filter((key) => key.toLowerCase().startsWith(typed.toLowerCase()))
  return keys.slice(0, KEY_LIMIT).map((key) => ({ kind: 'key', key, label: `${key}:`, insert: `${key}:`, count: null }))
}

async function valueItems(
  ctx: Context,
  filter: Filter,
  facets: Facet[],
  typed: string,
  limit: number,
): Promise<Item[]> {
  const matching = clean(typed)
  const counts = await visitorsInTurn(ctx, () =>
    getFacets(ctx, filter, facets, { limit, ...(matching ? { matching } : {}) }),
  )
  const items = facets.flatMap((facet) => (counts[facet] ?? []).map(({ value, count }) => item(facet, value, count)))
  return items.sort((a, b) => (b.count ?? 0) - (a.count ?? 0))
}

function item(key: string, value: string, count: number | null): Item {
  return { kind: 'value', key, label: value, insert: `${key}:${quoteValue(value)}`, count }
}
