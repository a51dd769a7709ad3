import {
  DISTANCES,
  type DistanceWord,
  MOST_DISTANCE,
  MOST_PLAIN_DISTANCE,
  USUAL_DISTANCE,
} from '../../similar/distances'
import { closest } from './closest'
import { ValueProblem } from './value-problem'

/** A photo, how far from it others may lie, and which way up. */
export interface Similar {
  id: string
  /** In how many bits at most. */
  distance: number
  /** Mirrored ones count too. */
  mirrored: boolean
  /** Those turned by quarters count too. */
  rotated: boolean
}

/** The words of the distances, the nearest first. */
export const DISTANCE_WORDS = Object.keys(DISTANCES) as DistanceWord[]
/** What may stand behind the id of a photo. */
export const SIMILAR_WORDS = [...DISTANCE_WORDS, 'mirrored', 'rotated'] as const

const WANTED =
  'is not the id of a photo, as in 0190b0a0-4c2e-7d10-9f3a-5b6c7d8e9f01 and in the address of an open photo; its “Similar photos” (s) puts it there'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** An id, and behind commas a distance in words or bits, `mirrored`, `rotated`. @throws ValueProblem */
export function parseSimilar(text: string): Similar {
  const [id = '', ...rest] = text.split(',').map((part) => part.trim().toLowerCase())
  if (!UUID.test(id)) throw new ValueProblem(WANTED)
  const found: Similar = { id, distance: USUAL_DISTANCE, mirrored: false, rotated: false }
  for (const part of rest) {
    const word = part.replace(/[\s_]+/g, '-')
    if (word === 'mirrored' || word === 'rotated') found[word] = true
    else found.distance = distanceOf(word, id)
  }
  return found
}

function distanceOf(word: string, id: string): number {
  const known = DISTANCE_WORDS.find((one) => one === word)
  if (known) return DISTANCES[known]
  const bits = /^\d{1,2}$/.test(word) ? Number(word) : Number.NaN
  if (bits <= MOST_DISTANCE) return bits
  const right = `${SIMILAR_WORDS.join(', ')} or a number from 0 to ${MOST_DISTANCE}`
  const near = closest(word, SIMILAR_WORDS)
  throw new ValueProblem(`"${word.slice(0, 40)}" is not ${right}`, near === null ? null : `${id},${near}`)
}

/** The canonical text: the usual distance is not named, and others by their word where they have one. */
export function printSimilar({ id, distance, mirrored, rotated }: Similar): string {
  const word = DISTANCE_WORDS.find((one) => DISTANCES[one] === distance) ?? String(distance)
  const far = distance === USUAL_DISTANCE ? [] : [word]
  return [id, ...far, ...(mirrored ? ['mirrored'] : []), ...(rotated ? ['rotated'] : [])].join(',')
}

/** Whether looking for it reads more than a look-up by key does. */
export function isDearSimilar(text: string): boolean {
  const { distance, mirrored, rotated } = parseSimilar(text)
  return distance > MOST_PLAIN_DISTANCE || mirrored || rotated
}
