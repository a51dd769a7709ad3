'use client'
import { type RefObject, useEffect, useRef } from 'react'
import { DISTANCE_WORDS } from '@/lib/search/language/similar-value'
import { DISTANCES, type DistanceWord } from '@/lib/similar/distances'
import { Checkbox } from '../ui/checkbox'
import { type Alikeness, DISTANCE_MEANS, DISTANCE_NAMES, distanceWord } from './similar-words'

interface SimilarControlProps {
  value: Alikeness
  onChange: (value: Alikeness) => void
}

/** How alike pictures must be, from the same to looking alike, and whether they may be mirrored or turned. */
export function SimilarControl({ value, onChange }: SimilarControlProps) {
  const range = useRef<HTMLInputElement>(null)
  useOwnArrows(range)
  const word = distanceWord(value.distance)
  const choose = (at: number) => onChange({ ...value, distance: DISTANCES[DISTANCE_WORDS[at] as DistanceWord] })
  return (
    <div className="flex flex-col gap-3">
      <div>
        <input
          ref={range}
          type="range"
          aria-label="How alike"
          aria-valuetext={DISTANCE_NAMES[word]}
          min={0}
          max={DISTANCE_WORDS.length - 1}
          step={1}
          value={DISTANCE_WORDS.indexOf(word)}
          onChange={(event) => choose(event.target.valueAsNumber)}
          className="w-full cursor-pointer accent-accent"
        />
        <div aria-hidden className="flex justify-between text-small text-muted">
          {DISTANCE_WORDS.map((one) => (
            <span key={one} className={one === word ? 'font-semibold text-ink' : undefined}>
              {DISTANCE_NAMES[one]}
            </span>
          ))}
        </div>
        <p className="mt-1 text-small text-muted">Finds {DISTANCE_MEANS[word]}.</p>
      </div>
      <div className="flex flex-wrap gap-x-6 gap-y-2">
        <Checkbox
          label="Mirrored too"
          hint="takes twice as long"
          checked={value.mirrored}
          onChange={(event) => onChange({ ...value, mirrored: event.target.checked })}
        />
        <Checkbox
          label="Turned too"
          hint="takes four times as long"
          checked={value.rotated}
          onChange={(event) => onChange({ ...value, rotated: event.target.checked })}
        />
      </div>
    </div>
  )
}

/** Arrows move the slider, not the photos below. */
function useOwnArrows(range: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const element = range.current
    const keep = (event: KeyboardEvent) => {
      if (/^(Arrow|Page|Home|End)/.test(event.key)) event.stopPropagation()
    }
    element?.addEventListener('keydown', keep)
    return () => element?.removeEventListener('keydown', keep)
  }, [range])
}
