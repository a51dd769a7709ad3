import type { Album } from '@/lib/albums/contract'
import { dayLabel } from '../words/photo-text'

/** `12 photos · 10 Aug – 18 Aug 2023`; where counting took too long only that there are photos. */
export function albumSummary({ count, from, to }: Pick<Album, 'count' | 'from' | 'to'>): string {
  if (count === null) return 'Photos'
  const photos = count === 1 ? '1 photo' : `${count.toLocaleString('en-GB')} photos`
  if (!from || !to) return photos
  return `${photos} · ${from === to ? date(from) : span(date(from), date(to))}`
}

/** Without the day of the week: a span is read by its dates. */
const date = (day: string) => dayLabel(day).replace(/^\S+ /, '')

function span(from: string, to: string): string {
  return `${from.slice(-5) === to.slice(-5) ? from.slice(0, -5) : from} – ${to}`
}
