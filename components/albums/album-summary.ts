import type { Album } from '@/lib/albums/contract'
import { countPhotos } from '@/lib/media/plural'
import { dateLabel } from '../words/day-text'

/** `12 photos · 10 Aug – 18 Aug 2023`; where counting took too long only that there are photos. */
export function albumSummary({ count, from, to }: Pick<Album, 'count' | 'from' | 'to'>): string {
  if (count === null) return 'Photos'
  const photos = countPhotos(count)
  if (!from || !to) return photos
  return `${photos} · ${from === to ? dateLabel(from) : span(dateLabel(from), dateLabel(to))}`
}

function span(from: string, to: string): string {
  return `${from.slice(-5) === to.slice(-5) ? from.slice(0, -5) : from} – ${to}`
}
