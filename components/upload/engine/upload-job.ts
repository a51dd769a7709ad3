import type { AcceptedTicket, Visibility } from './transport'
import type { UploadItem, UploadState } from './upload-item'

export interface NewFile {
  file: File
  /** As shown; the path below the dropped folder where there is one. */
  name: string
  fromFolder: boolean
}

/** What the engine knows about one file beyond what is shown. */
export interface UploadJob {
  item: UploadItem
  readonly file: File
  /** Came with a folder: when it is no picture, it is skipped without a complaint. */
  readonly fromFolder: boolean
  /** Goes into this album; null for none. */
  album: string | null
  sha256: string | null
  mediaType: string
  ticket: AcceptedTicket | null
  /** All bytes have left: from here on the server may hold a photo, and nothing of it is thrown away unasked. */
  sentWhole: boolean
  attempts: number
  abort: AbortController | null
  /** Jobs with the same bytes that wait for what becomes of this one. */
  twins: UploadJob[]
  /** Twins that became known with it while it was still being processed: they share what becomes of it. */
  followers: UploadJob[]
}

/** A file at the beginning of its path. @param album id of the album it goes into */
export function newJob(
  id: number,
  { file, name, fromFolder }: NewFile,
  visibility: Visibility,
  album: string | null,
): UploadJob {
  const shown = {
    sent: 0,
    reason: null,
    retryable: false,
    note: null,
    photoId: null,
    near: null,
    visibility,
    existing: null,
  }
  return {
    item: { id, name, bytes: file.size, state: 'queued', ...shown },
    file,
    fromFolder,
    album,
    sha256: null,
    mediaType: '',
    ticket: null,
    sentWhole: false,
    attempts: 0,
    abort: null,
    twins: [],
    followers: [],
  }
}

/** Changes what is shown of a job. */
export function show(job: UploadJob, patch: Partial<UploadItem>): void {
  job.item = { ...job.item, ...patch }
}

/** Takes the first job that is still in the given state out of a queue; others (cancelled meanwhile) fall out. */
export function nextJob(queue: UploadJob[], state: UploadState): UploadJob | undefined {
  for (;;) {
    const job = queue.shift()
    if (job === undefined || job.item.state === state) return job
  }
}

/** Drops what is no longer in the given state. */
export function pruneQueue(queue: UploadJob[], state: UploadState): void {
  if (queue.every((job) => job.item.state === state)) return
  queue.splice(0, queue.length, ...queue.filter((job) => job.item.state === state))
}
