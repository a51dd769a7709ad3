import type { Visibility } from './transport'

/**
 * queued → hashing → waiting (for an address) → sending → finishing (bytes are there, being checked) → processing → ready.
 * `known`: the library has these bytes already.
 */
export type UploadState =
  | 'queued'
  | 'hashing'
  | 'waiting'
  | 'sending'
  | 'finishing'
  | 'processing'
  | 'ready'
  | 'known'
  | 'failed'
  | 'cancelled'

/** One file as the screen shows it. Never changed in place: a change is a new object, so that rows can be memoised. */
export interface UploadItem {
  readonly id: number
  readonly name: string
  readonly bytes: number
  readonly state: UploadState
  /** Bytes that have left for the store. */
  readonly sent: number
  /** Why it failed, a sentence. */
  readonly reason: string | null
  /** Whether trying once more can help. */
  readonly retryable: boolean
  /** What there is to say beside its state once it is in the library; null for nothing. */
  readonly note: string | null
  readonly photoId: string | null
  /** How many photos of one's own it looks like, how many of these are named, and how many of the named came with this upload; null for none, or not compared yet. */
  readonly near: { readonly count: number; readonly named: number; readonly here: number } | null
  /** Who sees it, or will, where it is new. */
  readonly visibility: Visibility
  /** The photo was there before this upload: who sees it was decided then (null: nobody says how). */
  readonly existing: { readonly visibility: Visibility | null } | null
}

export interface UploadTotals {
  /** All but the cancelled. */
  readonly files: number
  /** Safe in the library: processing, ready or known. */
  readonly done: number
  readonly ready: number
  readonly known: number
  readonly processing: number
  /** Look like others of one's own that were there before. */
  readonly near: number
  /** Look like others of the same upload alone. */
  readonly alike: number
  readonly failed: number
  readonly cancelled: number
  /** Would be lost if the page were left now. */
  readonly unfinished: number
  /** Of all files that had or have to be sent. */
  readonly bytes: number
  readonly sentBytes: number
}

const UNFINISHED: ReadonlySet<UploadState> = new Set(['queued', 'hashing', 'waiting', 'sending', 'finishing'])

/** Whether the file still needs this page to stay open. */
export function isUnfinished(state: UploadState): boolean {
  return UNFINISHED.has(state)
}

/** Whether it can still be called back: the bytes have not all left. */
export function isCancellable(state: UploadState): boolean {
  return isUnfinished(state) && state !== 'finishing'
}

/** Whether all that is known of what a file looks like came with it. */
export function isAmongThem({ named, here }: NonNullable<UploadItem['near']>): boolean {
  return named > 0 && named === here
}

/** Counts the items in one pass. */
export function totalsOf(items: Iterable<UploadItem>): UploadTotals {
  const count = {
    files: 0,
    done: 0,
    ready: 0,
    known: 0,
    processing: 0,
    near: 0,
    alike: 0,
    failed: 0,
    cancelled: 0,
    unfinished: 0,
    bytes: 0,
    sentBytes: 0,
  }
  for (const item of items) {
    if (item.state === 'cancelled') {
      count.cancelled += 1
      continue
    }
    count.files += 1
    if (item.state === 'ready' || item.state === 'known' || item.state === 'processing') count.done += 1
    if (item.state === 'ready' || item.state === 'known' || item.state === 'processing' || item.state === 'failed')
      count[item.state] += 1
    if (item.near) count[isAmongThem(item.near) ? 'alike' : 'near'] += 1
    if (isUnfinished(item.state)) count.unfinished += 1
    if (item.state === 'known' || item.state === 'failed') continue
    count.bytes += item.bytes
    count.sentBytes += item.sent
  }
  return count
}

const RANK: Record<UploadState, number> = {
  sending: 0,
  finishing: 0,
  failed: 1,
  hashing: 2,
  waiting: 2,
  queued: 2,
  processing: 3,
  ready: 4,
  known: 4,
  cancelled: 5,
}

/** Rows in the order a person wants them: what moves (a few at a time), what went wrong, what waits, what is done (newest first). */
export function orderRows(items: Iterable<UploadItem>): UploadItem[] {
  const ranks: UploadItem[][] = [[], [], [], [], [], []]
  for (const item of items) ranks[RANK[item.state]]?.push(item)
  ranks[4]?.reverse()
  return ranks.flat()
}
