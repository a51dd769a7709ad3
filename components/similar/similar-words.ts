import { DISTANCE_WORDS, type Similar } from '@/lib/search/language/similar-value'
import { DISTANCES, type DistanceWord } from '@/lib/similar/distances'

/** How alike, without whose it is compared with. */
export type Alikeness = Omit<Similar, 'id'>

/** What each stop of the slider is called. */
export const DISTANCE_NAMES: Record<DistanceWord, string> = {
  same: 'Same',
  're-saved': 'Re-saved',
  edited: 'Edited',
  'looks-alike': 'Looks alike',
}

/** What is found up to each stop, in a sentence's end. */
export const DISTANCE_MEANS: Record<DistanceWord, string> = {
  same: 'the same picture, at most a copy of another size or quality',
  're-saved': 'the same picture, saved anew or scaled',
  edited: 'the same picture, also brightened, cropped a little or marked',
  'looks-alike': 'whatever looks alike, different pictures among them',
}

/** The nearest word that holds a distance in bits; the farthest for what lies beyond all. */
export function distanceWord(distance: number): DistanceWord {
  return DISTANCE_WORDS.find((word) => distance <= DISTANCES[word]) ?? 'looks-alike'
}

/** How alike two pictures are that lie so far apart: `the same picture`, `re-saved`, `edited`, `looks alike`. */
export function distanceLabel(distance: number): string {
  return distance === 0 ? 'the same picture' : DISTANCE_NAMES[distanceWord(distance)].toLowerCase()
}
