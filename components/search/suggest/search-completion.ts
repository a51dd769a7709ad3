import type { SuggestReply } from '@/lib/search/language/contract'
import { quoteValue } from '@/lib/search/language/tokens'
import { NAMED_KEYS } from './named-values'

type Item = SuggestReply['items'][number]

const KEYS: Record<string, string> = {
  owner: 'whose photos: me or somebody',
  visibility: 'public or private',
  album: 'an album, by its title',
  source: 'a source, by its name',
  folder: 'a folder of a source',
  similar: 'what looks like a photo',
  town: 'where: the town',
  region: 'where: the region',
  country: 'where: the country, or its code',
  near: 'a town, or latitude,longitude,kilometres',
  bbox: 'west,south,east,north',
  hasLocation: 'true or false',
  hasDate: 'false: no date is known',
  guessed: 'true: the date is only guessed',
  after: 'taken from: 2023, 2023-08, 01.08.2023',
  before: 'taken until, that day included',
  camera: 'make or model',
  lens: 'a part of its name',
  iso: 'such as 400 or 200-800',
  aperture: 'such as 2.8 or 1.4-4',
  focal: 'millimetres, such as 24-70',
  exposure: 'seconds, such as 1/250',
  bytes: 'size, such as 2MB-10MB',
  width: 'pixels, such as 3000-',
  height: 'pixels, such as 3000-',
  tag: 'a tag, or one above it; several must all match',
  favourite: 'true or false',
  rating: 'stars, such as 4-, or rejected',
  type: 'jpeg, heic, png …',
  status: 'ready, processing, failed',
  archived: 'true: what was put aside',
  trash: 'true: what is in the trash',
  sort: 'taken, added, title, bytes, rating',
  order: 'desc or asc',
}

/** What a key of the text language is for. */
export function keyWords(key: string): string {
  return KEYS[key] ?? ''
}

/**
 * The typed text with a suggestion in it.
 * @param caret where the cursor stands
 * @param start where the word begins that the suggestion replaces
 */
export function completeText(text: string, caret: number, start: number, item: Item): { text: string; caret: number } {
  const head = `${text.slice(0, start)}${insertOf(item)}${item.kind === 'value' ? ' ' : ''}`
  const rest = text.slice(caret)
  return { text: head + (item.kind === 'value' ? rest.trimStart() : rest), caret: head.length }
}

/** Albums and sources stand in the box by their names. */
function insertOf({ kind, key, label, insert }: Item): string {
  return kind === 'value' && NAMED_KEYS.has(key) ? `${key}:${quoteValue(label)}` : insert
}

/**
 * Whether suggestions still mean the word at the cursor: it was typed on since, but it is the same word and still its key,
 * or still its value.
 * @param head the text up to the cursor now
 * @param asked the text they were asked for
 * @param start where their word begins
 */
export function continuesWord(head: string, asked: string, start: number): boolean {
  const [word, before] = [head.slice(start), asked.slice(start)]
  if (head.slice(0, start) !== asked.slice(0, start) || word.includes(':') !== before.includes(':')) return false
  return !/[\s()]/.test(word.replace(/"[^"]*("|$)/g, ''))
}
