import { formatBytes } from '@/lib/media/format-bytes'
import { formatNumber } from '@/lib/media/format-number'
import { counted, countPhotos, plural } from '@/lib/media/plural'
import { timeLeft } from '../words/time-left'
import type { BrakeState } from './engine/brake'
import { isAmongThem, type UploadItem, type UploadTotals } from './engine/upload-item'
import type { UploadSnapshot } from './engine/upload-snapshot'

/** The line of totals: `3 failed · 128 of 500 · 3.2 MB/s · 2 min left`. */
export function totalsWords({ totals, bytesPerSecond, secondsLeft, brake }: UploadSnapshot): string {
  const parts = totals.failed > 0 ? [`${formatNumber(totals.failed)} failed`] : []
  parts.push(`${formatNumber(totals.done)} of ${formatNumber(totals.files)}`)
  if (totals.unfinished > 0 && brake.kind === 'open') {
    if (bytesPerSecond !== null && bytesPerSecond >= 1) parts.push(`${formatBytes(bytesPerSecond)}/s`)
    if (secondsLeft !== null && bytesPerSecond !== null) parts.push(timeLeft(secondsLeft))
  } else if (totals.unfinished === 0) {
    if (totals.processing > 0) parts.push(`${formatNumber(totals.processing)} being prepared`)
    if (totals.known > 0) parts.push(`${formatNumber(totals.known)} known already`)
  }
  return parts.join(' · ')
}

/** The title of the panel: what goes on. @param guest a share link's visitor, to whom the library is not their own */
export function titleWords(totals: UploadTotals, brake: BrakeState, guest = false): string {
  if (totals.unfinished > 0) {
    if (brake.kind === 'offline') return 'Upload paused: offline'
    if (brake.kind === 'signed-out') return 'Upload paused: logged out'
    if (brake.kind === 'waiting') return 'Upload paused'
    return `Uploading ${countPhotos(totals.files)}`
  }
  if (totals.processing > 0) return 'Preparing pictures'
  if (totals.files === 0) return totals.cancelled > 0 ? 'Upload cancelled' : 'Nothing to upload'
  if (totals.failed > 0) return totals.done > 0 ? 'Not everything was uploaded' : 'Nothing was uploaded'
  return totals.files === totals.known && !guest ? 'Already in your library' : 'Upload finished'
}

/** For screen readers, only at every quarter and at the end: nobody wants to hear each file. */
export function milestoneWords(totals: UploadTotals): string {
  if (totals.files === 0) return ''
  const failed = totals.failed > 0 ? ` ${formatNumber(totals.failed)} failed.` : ''
  if (totals.unfinished === 0)
    return `Upload finished: ${formatNumber(totals.done)} of ${countPhotos(totals.files)}.${failed}`
  const quarter = Math.floor(((totals.done + totals.failed) * 4) / totals.files)
  return quarter === 0 ? `Uploading ${countPhotos(totals.files)}.` : `${quarter * 25} per cent uploaded.`
}

/** The second line of a row. @param guest as in `titleWords` */
export function stateWords(item: UploadItem, guest = false): string {
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
      return guest ? 'Added' : withNote('In your library', item)
    case 'known':
      return guest ? 'The same file as another one here' : `Already in your library, not sent again${seenBy(item)}`
    case 'failed':
      return item.reason ?? 'Something went wrong.'
    case 'cancelled':
      return 'Cancelled'
  }
}

const SEEN_BY = { public: '. Public: everyone sees it', private: '. Private: only you see it' }

/** Of a photo that was there before: the choice made for the new ones says nothing of it. */
function seenBy({ existing }: UploadItem): string {
  return existing?.visibility ? SEEN_BY[existing.visibility] : ''
}

/** Who may see the photos that are new with this upload. @param others whether photos are listed that were there before */
export function visibilityWords(publicCount: number, count: number, others: boolean): string {
  const fresh = plural(count, 'the new one', `the ${formatNumber(count)} new ones`)
  if (publicCount === 0) return `Private: only you see ${others ? fresh : 'them'}`
  if (publicCount === count) return `Public: everyone sees ${others ? fresh : 'them'}`
  return `${formatNumber(publicCount)} of ${formatNumber(count)}${others ? ' new ones' : ''} are public`
}

function withNote(words: string, { note }: UploadItem): string {
  return note ? `${words}: ${note}` : words
}

/** What a file looks like, of what lies in the library: the copies that came with it are meant, too. */
export function nearWords(near: NonNullable<UploadItem['near']>): string {
  if (near.here === near.count) return `Looks like ${counted(near.count, 'other')} of this upload`
  if (isAmongThem(near)) return `Looks like ${counted(near.count, 'other')}, the nearest of this upload`
  return `Looks like ${countPhotos(near.count)} you have`
}

/** The same of all files: `3 of 120 look like photos you have, and 2 like each other.` */
export function allNearWords({ near, alike, files }: UploadTotals): string {
  const many = (count: number) => `${formatNumber(count)} of ${formatNumber(files)}`
  if (near === 0) return `${many(alike)} look like each other.`
  const others = alike > 0 ? `, and ${formatNumber(alike)} like others of this upload` : ''
  return `${many(near)} ${plural(near, 'looks', 'look')} like photos you have${others}.`
}

/** What was left aside, calmly: `7 files were left out: they are not pictures (notes.txt, .DS_Store, …).` */
export function skippedWords({ count, names }: UploadSnapshot['skipped']): string {
  const shown = names.slice(0, 3).map((name) => name.split('/').at(-1))
  const more = count > shown.length ? ', …' : ''
  const why = plural(count, 'it is no picture', 'they are no pictures')
  const what = `${counted(count, 'file')} ${plural(count, 'was', 'were')} left out: ${why}`
  return `${what} (${shown.join(', ')}${more}).`
}
