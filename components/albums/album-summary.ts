import type { Album } from '@/lib/albums/contract'
import { countPhotos } from '@/lib/media/plural'
import { dateLabel } from '../words/day-text'

/** `12 photos · 10 Aug – 18 Aug 2023`; where counting took too long only that there are photos. */
export function albumSummary({ count, from, to }: Pick<Album, 'count' | 'from' | 'to'>): string {
  const days = albumDays({ from, to })
  return [albumCount(count), ...(days && count !== null ? [days] : [])].join(' · ')
}

/** `12 photos`; where counting took too long only that there are some. */
export function albumCount(count: Album['count']): string {
  return count === null ? 'Photos' : countPhotos(count)
}

/** `10 Aug – 18 Aug 2023`; null without dates. */
export function albumDays({ from, to }: Pick<Album, 'from' | 'to'>): string | null {
  if (!from || !to) return null
  return from === to ? dateLabel(from) : span(dateLabel(from), dateLabel(to))
}

function span(from: string, to: string): string {
  return `${from.slice(-5) === to.slice(-5) ? from.slice(0, -5) : from} – ${to}`
}
