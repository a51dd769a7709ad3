import { countPhotos } from '@/lib/media/plural'
import type { BatchReply } from '@/lib/photos/batch-contract'

/** Which names of places titles, descriptions and tags say: visitors read them, whatever is shown of locations. */
export function PlaceWords({ words }: { words: NonNullable<BatchReply['placeWords']> }) {
  if (words.length === 0) return null
  return (
    <div className="mt-3" data-testid="place-words">
      <p>Visitors also read these names of places, even where locations are hidden:</p>
      <ul className="mt-1.5 flex max-h-40 flex-wrap gap-1.5 overflow-y-auto">
        {words.map(({ word, where, photos }) => (
          <li key={word} className="max-w-full rounded-[1rem] bg-sunken px-2.5 py-0.5 text-body text-ink wrap-anywhere">
            {word}
            <span className="text-muted">
              {' '}
              {where.map((field) => (field === 'tags' ? 'tag' : field)).join(', ')} · {countPhotos(photos)}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
