import type { Album } from '@/lib/albums/contract'
import { dayLabel } from '../photos/photo-text'

/** `12 photos · Thu 10 Aug 2023 – Fri 18 Aug 2023`. */
export function albumSummary({ count, from, to }: Pick<Album, 'count' | 'from' | 'to'>): string {
  const photos = count === 1 ? '1 photo' : `${count.toLocaleString('en-GB')} photos`
  if (!from || !to) return photos
  return `${photos} · ${from === to ? dayLabel(from) : `${dayLabel(from)} – ${dayLabel(to)}`}`
}
