import type { Readable } from 'node:stream'

export interface ObjectHead {
  bytes: number
  etag: string
  modifiedAt: Date
  contentType: string | null
}

/** `bytes` is the size of the whole object, also when only a range was asked for. */
export interface StoredObject extends ObjectHead {
  /** Ends with AppError `unavailable` instead of short when the store breaks off. Destroy it when it is not read to the end. */
  body: Readable
}

export interface ListedObject {
  key: string
  bytes: number
  etag: string
  modifiedAt: Date
}

export interface ByteRange {
  /** First byte, from 0. */
  start: number
  /** Last byte, inclusive; open end when absent. */
  end?: number
}

export interface PutOptions {
  /** Exact length of the body; a body of another length is refused and leaves nothing. */
  bytes: number
  contentType: string
  /** Refuse (conflict) when the key exists. */
  ifAbsent?: boolean
}

export interface SignedRequest {
  method: 'GET' | 'PUT'
  url: string
  headers: Record<string, string>
  expiresAt: Date
}

export interface SignPutOptions {
  bytes: number
  contentType: string
  /** Hex; signed as x-amz-checksum-sha256 so that a store which checks it refuses other bytes. */
  sha256: string | null
}

export interface SignGetOptions {
  contentType: string
  contentDisposition: string
}

/**
 * Where originals and renditions lie. Two drivers: S3 and a directory; one compliance suite runs on both.
 * Every method throws AppError: `not_found` for a missing key, `conflict` where ifAbsent or ifMatch fails,
 * `unavailable` when the store cannot be reached (never mistaken for a missing object).
 */
export interface ObjectStore {
  /** Writes a whole object or nothing; visible only when complete and durable. If the body errors, its error is rethrown and nothing remains. */
  put(key: string, body: Readable | Buffer, options: PutOptions): Promise<{ etag: string }>
  get(key: string, range?: ByteRange): Promise<StoredObject>
  head(key: string): Promise<ObjectHead>
  /** Deleting what is not there succeeds. */
  delete(key: string): Promise<void>
  /** Server-side copy, only if the source still has this etag. */
  copy(from: string, to: string, ifMatch: string): Promise<{ etag: string }>
  /** Keys below a prefix in byte order, page by page, constant memory. */
  list(prefix: string): AsyncIterable<ListedObject>
  /** Whether browsers may be sent straight to the store (S3_PUBLIC_ENDPOINT is set). */
  readonly direct: boolean
  /** Addresses for browsers; only where `direct`. The clock of a GET is rounded so that its URL stays the same for a window. */
  signGet(key: string, options: SignGetOptions): Promise<SignedRequest>
  signPut(key: string, options: SignPutOptions): Promise<SignedRequest>
  /** @throws AppError unavailable when the store cannot be used now */
  check(): Promise<void>
  /** Room that is left, in bytes; null where nobody can say. @throws AppError unavailable */
  freeBytes(): Promise<number | null>
}
