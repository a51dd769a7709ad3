import { foldText } from '../media/fold-text'
import type { City } from './cities'
import type { Town } from './contract'
import { countryName, type Gazetteer, gazetteer } from './gazetteer'
import { ENGLISH_NAMES } from './other-names'

/** The beginnings of words in names, sorted, each with the number of its town; and how many people live where. */
interface NameIndex {
  keys: string[]
  towns: Uint32Array
  /** 1 where the word is the first of the name. */
  starts: Uint8Array
  populations: Uint32Array
}

/** Towns that are looked at for what stands behind the comma. */
const MOST_READ = 2_000
/** Towns that are indexed before the process does something else. */
const AT_ONCE = 5_000

let making: Promise<NameIndex> | undefined

/**
 * Towns whose name, or a word in it, begins so: those that are called so, then the largest; accents and case do not matter. Names are English, and those that
 * large towns have at home are known (Wien, Köln). Behind a comma stands how the region or the country begins.
 */
export async function findTowns({ q, limit }: { q: string; limit: number }): Promise<Town[]> {
  const [typed = '', where = ''] = q.split(',', 2).map(foldText)
  if (typed === '') return []
  const gaz = await gazetteer()
  making ??= makeIndex(gaz).catch((error) => {
    making = undefined
    throw error
  })
  const index = await making
  const keys = [typed, ...(ENGLISH_NAMES.get(typed) ?? [])]
  const found = new Map<number, boolean>()
  for (const key of keys)
    for (const { town, whole } of beginning(index, key)) found.set(town, whole || (found.get(town) ?? false))
  const people = (town: number) => index.populations[town] ?? 0
  const first = [...found].sort(
    ([a, wholeA], [b, wholeB]) => Number(wholeB) - Number(wholeA) || people(b) - people(a) || a - b,
  )
  const towns: Town[] = []
  for (const [number] of first.slice(0, MOST_READ)) {
    const town = townOf(gaz.cities.read(number), gaz)
    if (liesIn(town, where)) towns.push(town)
    if (towns.length === limit) break
  }
  return towns
}

function liesIn({ region, country, countryCode }: Town, where: string): boolean {
  if (where === '' || countryCode.toLowerCase() === where) return true
  return [region, country].some((name) => name !== null && foldText(name).startsWith(where))
}

function townOf(city: City, { regions }: Gazetteer): Town {
  const { name, countryCode, latitude, longitude, population } = city
  const round = (degrees: number) => Math.round(degrees * 1e5) / 1e5
  return {
    ...{ name, countryCode, population },
    region: regions.get(`${countryCode}.${city.regionCode}`) ?? null,
    country: countryName(countryCode),
    latitude: round(latitude),
    longitude: round(longitude),
  }
}

/** Numbers of the towns that a key stands for, by halving. */
function* beginning({ keys, towns, starts }: NameIndex, typed: string): Generator<{ town: number; whole: boolean }> {
  let [low, high] = [0, keys.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((keys[middle] as string) < typed) low = middle + 1
    else high = middle
  }
  for (let at = low; keys[at]?.startsWith(typed); at += 1)
    yield { town: towns[at] as number, whole: keys[at] === typed && starts[at] === 1 }
}

/** A fifth of a second's work, in pieces: whoever asks meanwhile is answered. */
async function makeIndex({ cities }: Gazetteer): Promise<NameIndex> {
  const entries: [key: string, town: number, first: boolean][] = []
  const populations = new Uint32Array(cities.count)
  for (let number = 0; number < cities.count; number += 1) {
    const { name, population } = cities.read(number)
    populations[number] = population
    const folded = foldText(name)
    for (const { index } of folded.matchAll(/(?<![\p{L}\p{N}])[\p{L}\p{N}]/gu))
      entries.push([folded.slice(index), number, index === 0])
    if (number % AT_ONCE === 0) await new Promise((resolve) => setImmediate(resolve))
  }
  entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return {
    keys: entries.map(([key]) => key),
    towns: Uint32Array.from(entries, ([, town]) => town),
    starts: Uint8Array.from(entries, ([, , first]) => Number(first)),
    populations,
  }
}
