'use client'
import { useRouter } from 'next/navigation'
import { useEffect, useState, useTransition } from 'react'
import { plural } from '@/lib/media/plural'
import { printSimilar, type Similar } from '@/lib/search/language/similar-value'
import { NavLink } from '../ui/nav-link'
import { SimilarControl } from './similar-control'

export interface SimilarBarProps {
  /** The photo that is compared with. */
  seed: { name: string; thumb: { url: string; width: number; height: number } | null }
  value: Similar
  /** The whole filter as URL parameters. */
  query: string
  /** How many photos the filter holds. */
  total: number
}

/** Above a list of similar photos: what they are compared with, and how alike they must be. */
export function SimilarBar({ seed, value, query, total }: SimilarBarProps) {
  const router = useRouter()
  const [busy, start] = useTransition()
  // What was chosen shows at once; the list follows.
  const [chosen, setChosen] = useState<Similar | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list has come
  useEffect(() => {
    if (!busy) setChosen(null)
  }, [query, busy])
  const current = chosen ?? value
  const choose = (next: Similar) => {
    const search = new URLSearchParams(query)
    search.set('similar', printSimilar(next))
    setChosen(next)
    start(() => router.replace(`/gallery?${search}`, { scroll: false }))
  }
  return (
    <section aria-label="Similar photos" className="flex flex-wrap items-start gap-x-6 gap-y-3 px-4 pt-4">
      <NavLink href={`/photos/${value.id}`} className="flex shrink-0 flex-col gap-1">
        {seed.thumb && (
          // biome-ignore lint/performance/noImgElement: renditions are made by the app, /_next/image is off
          <img
            src={seed.thumb.url}
            width={seed.thumb.width}
            height={seed.thumb.height}
            alt={seed.name}
            className="h-28 w-auto max-w-44 object-cover"
          />
        )}
        <span className={seed.thumb ? 'text-small text-muted' : 'underline underline-offset-4'}>
          {seed.thumb ? 'Compared with this' : seed.name}
        </span>
      </NavLink>
      <div className="min-w-64 max-w-md flex-1">
        <SimilarControl value={current} onChange={(next) => choose({ ...next, id: value.id })} />
        <p role="status" className="mt-2 text-muted">
          {wordsOf(total, busy)}
        </p>
      </div>
    </section>
  )
}

/** The photo itself is among those that look like it. */
function wordsOf(total: number, busy: boolean): string {
  if (busy) return 'Looking…'
  if (total > 1) return `${total - 1} ${plural(total - 1, 'other looks', 'others look')} like it.`
  return 'No other photo looks like it. Move the slider to look further.'
}
