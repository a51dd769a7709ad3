import { formatBytes } from '@/lib/media/format-bytes'
import { formatNumber } from '@/lib/media/format-number'
import { countPhotos } from '@/lib/media/plural'
import type { Source } from '@/lib/sources/ground/contract'
import type { SourceScan } from '@/lib/sources/ground/scan-contract'
import { timeLeft } from '../words/time-left'

/** Where a source lies: `photos/2023/ at s3.example.org`, `/mnt/photos on the server`. */
export function placeOfSource({ kind, path, bucket, prefix, endpoint }: Source): string {
  if (kind === 'directory') return `${path ?? ''} on the server`
  const host = endpoint ? endpoint.replace(/^https?:\/\//i, '').replace(/\/+$/, '') : 'Amazon S3'
  return `${bucket ?? ''}${prefix ? `/${prefix}` : ''} at ${host}`
}

/** What became of what lies there: `1,204 photos · 3 missing · 2 unreadable · 14 not shown`. */
export function countsWords({ photos, missing, failed, notShown }: Source['counts']): string {
  const parts = [countPhotos(photos)]
  if (missing > 0) parts.push(`${formatNumber(missing)} missing`)
  if (failed > 0) parts.push(`${formatNumber(failed)} unreadable`)
  if (notShown > 0) parts.push(`${formatNumber(notShown)} not shown`)
  return parts.join(' · ')
}

/** The state of a source in one word or two. */
export function stateOf(scan: SourceScan | null): { text: string; tone: 'neutral' | 'danger' } {
  if (!scan) return { text: 'Never scanned', tone: 'neutral' }
  switch (scan.status) {
    case 'running':
      return { text: 'Scanning', tone: 'neutral' }
    case 'paused':
      return scan.reason ? { text: 'Held up', tone: 'danger' } : { text: 'Paused', tone: 'neutral' }
    case 'stopped':
      return scan.reason ? { text: 'Ended early', tone: 'danger' } : { text: 'Stopped', tone: 'neutral' }
    case 'done':
      return { text: 'Up to date', tone: 'neutral' }
  }
}

/** Whether a scan has not ended yet. */
export const isOpen = (scan: SourceScan | null) => scan?.status === 'running' || scan?.status === 'paused'

/**
 * How far a scan is, 0 to 1; null while nobody can know. While it lists, nobody knows how much will be found; afterwards what was read of
 * what was found counts.
 */
export function scanShare(scan: SourceScan): number | null {
  if (scan.status === 'done') return 1
  if (!scan.listedAll) return null
  if (scan.bytesFound > 0) return Math.min(1, scan.bytesRead / scan.bytesFound)
  const found = scan.ready + scan.failed + scan.skipped + scan.pending
  return found === 0 ? null : 1 - scan.pending / found
}

/** The line under the bar: `12.3 photos/s · 45.2 MB/s · 2 min left`. */
export function paceWords({ photosPerSecond, bytesPerSecond, secondsLeft, status }: SourceScan): string {
  if (status !== 'running') return ''
  const parts: string[] = []
  if (photosPerSecond !== null) {
    const rate = photosPerSecond >= 10 ? Math.round(photosPerSecond) : Math.round(photosPerSecond * 10) / 10
    parts.push(`${formatNumber(rate)} photos/s`)
  }
  if (bytesPerSecond !== null) parts.push(`${formatBytes(Math.round(bytesPerSecond))}/s`)
  if (secondsLeft !== null) parts.push(timeLeft(secondsLeft))
  return parts.join(' · ')
}

/** How often a source is looked through by itself. */
export const RESCANS: readonly { minutes: number | null; text: string }[] = [
  { minutes: 60, text: 'Every hour' },
  { minutes: 360, text: 'Every 6 hours' },
  { minutes: 1440, text: 'Once a day' },
  { minutes: 10_080, text: 'Once a week' },
  { minutes: null, text: 'Only by hand' },
]

/** What is offered for photos whose files are gone. */
export const FORGETS: readonly { days: number | null; text: string }[] = [
  { days: null, text: 'Keep them, marked as missing' },
  { days: 7, text: 'Forget them after a week' },
  { days: 30, text: 'Forget them after 30 days' },
  { days: 365, text: 'Forget them after a year' },
]

/** What is offered for the speed at which a source is read. */
export const LIMITS: readonly { bytes: number | null; text: string }[] = [
  { bytes: null, text: 'As fast as it goes' },
  { bytes: 1_000_000, text: '1 MB/s' },
  { bytes: 5_000_000, text: '5 MB/s' },
  { bytes: 20_000_000, text: '20 MB/s' },
  { bytes: 100_000_000, text: '100 MB/s' },
]
