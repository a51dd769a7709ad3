import { foldText } from '@/lib/media/fold-text'
import type { PlaceWord } from '@/lib/photos/batch-contract'

const FIELDS = ['title', 'description', 'tags'] as const

/** Names of places that several answers tell, in one list: one entry a name however it is written, where it stands in one order, the most frequent first. */
export function joinPlaceWords(answers: PlaceWord[][]): PlaceWord[] {
  const found = new Map<string, PlaceWord>()
  for (const { word, where, photos } of answers.flat()) {
    const known = found.get(foldText(word)) ?? { word, where: [], photos: 0 }
    const fields = FIELDS.filter((field) => known.where.includes(field) || where.includes(field))
    found.set(foldText(word), { ...known, where: fields, photos: known.photos + photos })
  }
  return [...found.values()].sort((one, other) => other.photos - one.photos || one.word.localeCompare(other.word))
}
