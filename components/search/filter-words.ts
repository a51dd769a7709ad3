import { printTerms } from '@/lib/search/language/query-language'
import type { Term } from '@/lib/search/language/terms'
import { type ConditionKey, REJECTED } from '@/lib/search/language/vocabulary'
import { cameraWords } from '../words/camera-text'
import { tagWords } from '../words/tag-words'

/** A condition in words: what it is about (may be empty) and its value. */
export interface TermWords {
  about: string
  value: string
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `1 Aug 2023` of `2023-08-01`, `Aug 2023` of `2023-08`; the time follows where there is one. */
function dateWords(text: string): string {
  const [date = '', time = ''] = text.split('T')
  const [year, month, day] = date.split('-')
  const name = month ? MONTHS[Number(month) - 1] : undefined
  return [day ? String(Number(day)) : '', name ?? '', year ?? '', time.slice(0, 5)].filter(Boolean).join(' ')
}

function rangeWords(value: string, unit: string): string {
  const end = unit ? ` ${unit}` : ''
  if (!value.includes('-')) return `${value}${end}`
  const [low, high] = value.split('-')
  if (!low) return `at most ${high}${end}`
  return high ? `${low} to ${high}${end}` : `at least ${low}${end}`
}

function exposureWords(value: string): string {
  const seconds = (text: string) =>
    Number(text) > 0 && Number(text) < 0.3 ? `1/${Math.round(1 / Number(text))}` : text
  return rangeWords(value.split('-').map(seconds).join('-'), 's')
}

function sizeWords(value: string): string {
  return rangeWords(
    value.replace(/\d+/g, (bytes) => String(Math.round(Number(bytes) / 10_000) / 100)),
    'MB',
  )
}

function nearWords(value: string): string {
  const [latitude, longitude, km] = value.split(',')
  return `${km} km around ${Number(latitude).toFixed(2)}, ${Number(longitude).toFixed(2)}`
}

const SIMILAR: Record<string, (name: string) => string> = {
  same: (name) => `The same picture as ${name}`,
  edited: (name) => `Like ${name}, also edited`,
  'looks-alike': (name) => `Looks like ${name}`,
}

/** What a similar photo is compared with and how. @param name of the photo it looks like */
export function similarWords(value: string, name = 'one photo'): string {
  const [distance, turns] = similarParts(value)
  const like = distance === undefined ? `Like ${name}, also re-saved` : SIMILAR[distance]?.(name)
  return [like ?? `Within ${distance} bits of ${name}`, ...turns].join(', ')
}

function similarParts(value: string): [distance: string | undefined, turns: string[]] {
  const words = value.split(',').slice(1)
  const turns: Record<string, string> = { mirrored: 'also mirrored', rotated: 'also turned' }
  return [words.find((word) => !turns[word]), words.flatMap((word) => turns[word] ?? [])]
}

function starWords(value: string): [about: string, value: string] {
  return ['', `${rangeWords(value, '')} ${value === '1' ? 'star' : 'stars'}`.replace(/^a/, 'A')]
}

const WORDS: Record<ConditionKey, (value: string) => [about: string, value: string]> = {
  owner: (value) => (value === 'me' ? ['', 'Your photos'] : ['By', value]),
  visibility: (value) => ['', value === 'public' ? 'Public' : 'Private'],
  album: () => ['', 'In one album'],
  source: () => ['', 'From one source'],
  folder: (value) => ['Folder', value],
  similar: (value) => ['', similarWords(value)],
  town: (value) => ['Town', value],
  region: (value) => ['Region', value],
  country: (value) => ['Country', value],
  near: (value) => ['Within', nearWords(value)],
  bbox: () => ['', 'A part of the map'],
  hasLocation: (value) => ['', value === 'true' ? 'With a place' : 'Without a place'],
  hasDate: (value) => ['', value === 'true' ? 'With a date' : 'Without a date'],
  guessed: (value) => ['', value === 'true' ? 'Date guessed' : 'Date not guessed'],
  after: (value) => ['From', dateWords(value)],
  before: (value) => ['Until', dateWords(value)],
  camera: (value) => ['Camera', cameraWords(value)],
  lens: (value) => ['Lens', value],
  iso: (value) => ['ISO', rangeWords(value, '')],
  aperture: (value) => ['Aperture', rangeWords(value, '')],
  focal: (value) => ['Focal length', rangeWords(value, 'mm')],
  exposure: (value) => ['Exposure', exposureWords(value)],
  bytes: (value) => ['Size', sizeWords(value)],
  width: (value) => ['Width', rangeWords(value, 'px')],
  height: (value) => ['Height', rangeWords(value, 'px')],
  tag: (value) => ['Tag', tagWords(value) || value],
  favourite: (value) => ['', value === 'true' ? 'Favourites' : 'Not favourites'],
  rating: (value) => (value === REJECTED ? ['', 'Rejected'] : starWords(value)),
  type: (value) => ['Type', value.toUpperCase()],
  status: (value) => ['', value === 'ready' ? 'Finished' : `${value[0]?.toUpperCase()}${value.slice(1)}`],
  archived: (value) => ['', value === 'true' ? 'In the archive' : 'Not in the archive'],
  trash: (value) => ['', value === 'true' ? 'In the trash' : 'Not in the trash'],
}

/** A term of a filter in words a person uses; what is put together of several terms stays in the text language. */
export function termWords(term: Term): TermWords {
  if ('is' in term) {
    const [about, value] = WORDS[term.is](term.value)
    return { about, value }
  }
  if ('word' in term) return { about: 'Text', value: term.exact ? `“${term.word}”` : term.word }
  if ('not' in term && !('any' in term.not) && !('all' in term.not)) {
    const { about, value } = termWords(term.not)
    return { about: about ? `Not ${about.toLowerCase()}` : 'Not', value }
  }
  return { about: '', value: printTerms([term]) }
}
