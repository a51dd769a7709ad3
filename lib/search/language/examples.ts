import type { ConditionKey } from './vocabulary'

/** Values to try of every word of the text language, for its help; without one the word does not compile. */
export const EXAMPLES: Record<ConditionKey | 'sort' | 'order', readonly string[]> = {
  owner: ['me'],
  visibility: ['public', 'private'],
  album: [],
  source: [],
  folder: ['2023/'],
  similar: [],
  town: ['Berlin', '"New York City"'],
  region: ['Bavaria'],
  country: ['Norway', 'NO'],
  near: ['52.5,13.4,5'],
  bbox: ['5,47,15,55'],
  hasLocation: ['false'],
  hasDate: ['false'],
  guessed: ['true'],
  after: ['2023-08', '01.08.2023'],
  before: ['2023'],
  camera: ['canon'],
  lens: ['23mm'],
  iso: ['3200-', '200-800'],
  aperture: ['1.4-2.8'],
  focal: ['24-70'],
  exposure: ['1-', '1/250'],
  bytes: ['20MB-'],
  width: ['6000-'],
  height: ['-1000'],
  tag: ['holiday', 'Places/Norway'],
  favourite: ['true'],
  rating: ['4-', 'rejected'],
  type: ['heic', 'png'],
  status: ['failed'],
  archived: ['true'],
  trash: ['true'],
  sort: ['added', 'bytes'],
  order: ['asc'],
}

/** Whole searches, and what they mean. */
export const EXAMPLE_QUERIES: readonly [text: string, meaning: string][] = [
  ['boat', 'The word in titles, descriptions, tags, places or cameras; a beginning is enough.'],
  ['"blue boat"', 'These words, one after the other.'],
  ['boat -tag:holiday', 'A minus: not this.'],
  ['town:Berlin or town:Paris', 'One or the other.'],
  ['(town:Berlin or town:Paris) after:2023', 'Parentheses keep together what belongs together.'],
  ['camera:canon iso:3200- -rating:rejected', 'Several words: all of them must fit.'],
]
