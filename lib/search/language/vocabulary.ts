import { MEDIA_TYPES, RAW_TYPES } from '../../media/media-types'
import { closest } from './closest'
import { canonicalDate } from './dates'
import { parseSimilar, printSimilar } from './similar-value'
import { ValueProblem } from './value-problem'
import {
  cleanText,
  literalKey,
  type NumberStyle,
  parseBox,
  parseNear,
  parseRange,
  printCoordinates,
  printRange,
  readAperture,
  readBytes,
  readExposure,
  readFocal,
} from './values'

const INT = 2_147_483_647

/** How numbers are written in the parameters that take a range. */
export const NUMBER_STYLES = {
  iso: { whole: true, max: INT, example: 'write iso 400, 200-800, 3200- or -200' },
  aperture: { whole: false, max: 10_000, example: 'write aperture 2.8, f/2.8, 1.4-4, 8- or -2', read: readAperture },
  focal: {
    whole: false,
    max: 1_000_000,
    example: 'write focal 50, 24-70, 200- or -35 in millimetres',
    read: readFocal,
  },
  exposure: {
    whole: false,
    max: 1_000_000,
    example: 'write exposure 1/250, 1/60-2, 1- in seconds',
    read: readExposure,
  },
  bytes: { whole: true, max: Number.MAX_SAFE_INTEGER, example: 'write bytes 500000, 2MB-10MB, 20MB-', read: readBytes },
  width: { whole: true, max: INT, example: 'write width 4000, 1000-2000, 3000- in pixels' },
  height: { whole: true, max: INT, example: 'write height 3000, 1000-2000, 3000- in pixels' },
  rating: { whole: true, max: 5, example: 'write rating 5, 3-, 1-2 (0 to 5), or rejected' },
} as const satisfies Record<string, NumberStyle>

/** The value of `rating` for photos that were rejected (−1 stars). */
export const REJECTED = 'rejected'

export type RangeKey = keyof typeof NUMBER_STYLES

const TYPES = [
  ...Object.values(MEDIA_TYPES).map(({ filter }) => filter),
  ...Object.values(RAW_TYPES).map(({ extension }) => extension),
]

const name = (text: string) => cleanText(text, 200)
const range = (key: RangeKey) => (text: string) => printRange(parseRange(text, NUMBER_STYLES[key]))
const oneOf = (allowed: readonly string[]) => {
  const read = (text: string) => {
    const given = text.trim().toLowerCase()
    if (!allowed.includes(given)) {
      throw new ValueProblem(`"${text.slice(0, 40)}" is not one of ${allowed.join(', ')}`, closest(given, allowed))
    }
    return given
  }
  return Object.assign(read, { allowed })
}
const flag = oneOf(['true', 'false'])
const date = (text: string) => canonicalDate(text.trim())
const box = (text: string) => {
  const { west, south, east, north } = parseBox(text)
  return printCoordinates([west, south, east, north])
}
const near = (text: string) => {
  const { latitude, longitude, km } = parseNear(text)
  return printCoordinates([latitude, longitude, km])
}
const uuid = (what: string) => (text: string) => {
  const given = text.trim().toLowerCase()
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(given)) throw new ValueProblem(`is not the id of ${what}`)
  return given
}
const username = (text: string) => {
  const given = text.trim().toLowerCase()
  if (!/^(me|[a-z0-9-]{3,30})$/.test(given)) throw new ValueProblem('is not "me" or a username')
  return given
}

/**
 * Every condition of the filter and how its value becomes canonical text (throws ValueProblem). The order here is the order
 * of parameters in a printed URL and text.
 */
export const CONDITIONS = {
  owner: username,
  visibility: oneOf(['public', 'private']),
  album: uuid('an album'),
  source: uuid('a source'),
  folder: literalKey,
  similar: (text: string) => printSimilar(parseSimilar(text)),
  town: name,
  region: name,
  country: name,
  near,
  bbox: box,
  hasLocation: flag,
  hasDate: flag,
  guessed: flag,
  after: date,
  before: date,
  camera: name,
  lens: name,
  iso: range('iso'),
  aperture: range('aperture'),
  focal: range('focal'),
  exposure: range('exposure'),
  bytes: range('bytes'),
  width: range('width'),
  height: range('height'),
  tag: name,
  favourite: flag,
  rating: (text: string) => (text.trim().toLowerCase() === REJECTED ? REJECTED : range('rating')(text)),
  type: oneOf(TYPES),
  status: oneOf(['uploading', 'processing', 'ready', 'failed']),
  archived: flag,
  trash: flag,
} as const

export type ConditionKey = keyof typeof CONDITIONS
/** The keys of all conditions, in the order in which a filter prints them. */
export const CONDITION_KEYS = Object.keys(CONDITIONS) as ConditionKey[]

/** The words that a condition takes, where it takes only some. */
export function wordsOf(key: ConditionKey): string[] | null {
  const read: ((text: string) => string) & { allowed?: readonly string[] } = CONDITIONS[key]
  return read.allowed ? [...new Set(read.allowed)] : null
}

/** What a list may be sorted by; the first is the default, but for what looks like a photo (`usualSort`). */
export const SORTS = ['taken', 'added', 'title', 'bytes', 'rating', 'likeness'] as const
/** Ways to sort; the first is the default. */
export const ORDERS = ['desc', 'asc'] as const
export type Sort = (typeof SORTS)[number]
export type Order = (typeof ORDERS)[number]

/** Every key the text language knows. */
export const TEXT_KEYS = [...CONDITION_KEYS, 'sort', 'order'] as const

/** The key as the vocabulary spells it, whatever its case. */
export function findKey(text: string): ConditionKey | 'sort' | 'order' | null {
  const lower = text.toLowerCase()
  return TEXT_KEYS.find((key) => key.toLowerCase() === lower) ?? null
}
