import { formatBytes } from '@/lib/media/format-bytes'
import type { BrakeState } from './engine/brake'
import type { UploadItem, UploadTotals } from './engine/upload-item'
import type { UploadSnapshot } from './engine/upload-snapshot'

/** A duration as one says it: `8 s left`, `2 min left`, `1 h 20 min left`. Rounded up, so that it never promises too much. */
export function timeLeftWords(seconds: number): string {
  if (seconds < 10) return 'a few seconds left'
  if (seconds < 60) return `${Math.ceil(seconds / 10) * 10} s left`
  const minutes = Math.ceil(seconds / 60)
  if (minutes < 60) return `${minutes} min left`
  const rest = minutes % 60
  return rest === 0 ? `${minutes / 60} h left` : `${Math.floor(minutes / 60)} h ${rest} min left`
}

/** The line of totals: `128 of 500 · 3.2 MB/s · 2 min left`. */
export function totalsWords({ totals, bytesPerSecond, secondsLeft, brake }: UploadSnapshot): string {
  const parts = [`${number(totals.done)} of ${number(totals.files)}`]
  if (totals.unfinished > 0 && brake.kind === 'open') {
    if (bytesPerSecond !== null && bytesPerSecond >= 1) parts.push(`${formatBytes(bytesPerSecond)}/s`)
    if (secondsLeft !== null && bytesPerSecond !== null) parts.push(timeLeftWords(secondsLeft))
  } else if (totals.unfinished === 0) {
    if (totals.processing > 0) parts.push(`${number(totals.processing)} being prepared`)
    if (totals.known > 0) parts.push(`${number(totals.known)} known already`)
  }
  if (totals.failed > 0) parts.push(`${number(totals.failed)} failed`)
  return parts.join(' · ')
}

/** The title of the panel: what goes on. */
export function titleWords(totals: UploadTotals, brake: BrakeState): string {
  if (totals.unfinished > 0) {
    if (brake.kind === 'offline') return 'Upload paused: offline'
    if (brake.kind === 'signed-out') return 'Upload paused: logged out'
    if (brake.kind === 'waiting') return 'Upload paused'
    return `Uploading ${photos(totals.files)}`
  }
  if (totals.processing > 0) return 'Preparing pictures'
  if (totals.files === 0) return totals.cancelled > 0 ? 'Upload cancelled' : 'Nothing to upload'
  if (totals.failed > 0) return totals.done > 0 ? 'Not everything was uploaded' : 'Nothing was uploaded'
  return totals.files === totals.known ? 'Already in your library' : 'Upload finished'
}

/** For screen readers, only at every quarter and at the end: nobody wants to hear each file. */
export function milestoneWords(totals: UploadTotals): string {
  if (totals.files === 0) return ''
  const failed = totals.failed > 0 ? ` ${number(totals.failed)} failed.` : ''
  if (totals.unfinished === 0) return `Upload finished: ${number(totals.done)} of ${photos(totals.files)}.${failed}`
  const quarter = Math.floor(((totals.done + totals.failed) * 4) / totals.files)
  return quarter === 0 ? `Uploading ${photos(totals.files)}.` : `${quarter * 25} per cent uploaded.`
}

/** The second line of a row. */
export function stateWords(item: UploadItem): string {
  switch (item.state) {
    case 'queued':
    case 'waiting':
      return `${formatBytes(item.bytes)} · waiting`
    case 'hashing':
      return `${formatBytes(item.bytes)} · reading`
    case 'sending':
      return `${formatBytes(item.sent)} of ${formatBytes(item.bytes)}`
    case 'finishing':
      return `${formatBytes(item.bytes)} · checking`
    case 'processing':
      return withNote('Uploaded, being prepared', item)
    case 'ready':
      return withNote('In your library', item)
    case 'known':
      return 'Already in your library, not sent again'
    case 'failed':
      return item.reason ?? 'Something went wrong.'
    case 'cancelled':
      return 'Cancelled'
  }
}

function withNote(words: string, { note }: UploadItem): string {
  return note ? `${words}: ${note}` : words
}

/** What was left aside, calmly: `7 files were left out: they are not pictures (notes.txt, .DS_Store, …).` */
export function skippedWords({ count, names }: UploadSnapshot['skipped']): string {
  const shown = names.slice(0, 3).map((name) => name.split('/').at(-1))
  const more = count > shown.length ? ', …' : ''
  const what =
    count === 1 ? '1 file was left out: it is no picture' : `${number(count)} files were left out: they are no pictures`
  return `${what} (${shown.join(', ')}${more}).`
}

function photos(count: number): string {
  return count === 1 ? '1 photo' : `${number(count)} photos`
}

function number(value: number): string {
  return value.toLocaleString('en')
}
