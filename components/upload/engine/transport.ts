import type { NearDuplicatesReply } from '@/lib/duplicates/near-contract'
import type {
  CompleteUploadsReply,
  RequestUploads,
  RequestUploadsReply,
  UploadTicket,
} from '@/lib/uploads/upload-contract'
import type { PhotoNews } from '../../photo-lists/news-line'

export type Visibility = RequestUploads['visibility']
export type AcceptedTicket = Extract<UploadTicket, { method: 'PUT' }>

/** A request that did not succeed. `status` 0: no answer came at all. */
export class TransportFailure extends Error {
  readonly status: number
  readonly retryAfterSeconds: number | null
  /** Not Albumen has answered, nor its store: what stands between can be mended, and the file sent again. */
  readonly byProxy: boolean

  /** @param message a sentence for a person */
  constructor(status: number, message: string, retryAfterSeconds: number | null = null, byProxy = false) {
    super(message)
    this.name = 'TransportFailure'
    this.status = status
    this.retryAfterSeconds = retryAfterSeconds
    this.byProxy = byProxy
  }
}

/** What is told of an upload that is complete. */
export type Completed = Pick<CompleteUploadsReply['photos'][number], 'id' | 'status' | 'failure'>

export interface Account {
  id: string
  username: string
}

/** The file cannot be read any more: moved, changed or forbidden since it was chosen. */
export class UnreadableFile extends Error {
  constructor() {
    super('The file can no longer be read. It may have been moved or changed; choose it again.')
    this.name = 'UnreadableFile'
  }
}

/** What the engine needs of the outside. Tests give it their own. Requests throw TransportFailure. */
export interface Transport {
  /** @param key idempotency key: the same for every attempt at the same request */
  request(body: RequestUploads, key: string): Promise<RequestUploadsReply>
  /** @throws UnreadableFile, or an AbortError when `signal` fires */
  put(ticket: AcceptedTicket, file: File, onSent: (bytes: number) => void, signal: AbortSignal): Promise<void>
  /** @returns in the order of the ids */
  complete(photoIds: string[]): Promise<{ photos: Completed[] }>
  /** Tells the server that these uploads were given up. Best effort: never throws. */
  discard(photoIds: string[]): void
  setVisibility(photoIds: string[], visibility: Visibility): Promise<void>
  /** Which finished photos look like others of one's own. */
  near(photoIds: string[]): Promise<NearDuplicatesReply>
  /** Whoever is logged in now; null for nobody. */
  account(): Promise<Account | null>
  /** News of own photos; `reconnected` when some may have been missed. Returns a function that ends it. */
  listen(news: (news: PhotoNews) => void, reconnected: () => void): () => void
}

/** What is read from a file before it is announced. */
export interface FileFacts {
  sha256: string
  /** null: not a picture that is taken. */
  mediaType: string | null
}

/** Reads a file in another thread. @throws UnreadableFile */
export interface Hasher {
  hash(file: File): Promise<FileFacts>
}
