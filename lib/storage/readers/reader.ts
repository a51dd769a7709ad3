import type { Readable } from 'node:stream'
import type { ByteRange } from '../object-store'

/** One object of a source. The key is taken literally: it may hold anything and is never joined to a path. */
export interface SourceObject {
  key: string
  /** Changes when the content changes. Without quotes. */
  etag: string
  bytes: number
  modifiedAt: Date
}

export interface SourcePage {
  /** In the byte order of their keys. */
  objects: SourceObject[]
  /** Nothing follows. */
  last: boolean
  /** Folders on the way that may not be read, with their slash; what lies in them is passed over. */
  closed?: string[]
}

export interface OpenObject extends SourceObject {
  /** Ends whole, or with an error; destroyed by whoever opened it. */
  body: Readable
}

/**
 * Reads a source; there is no way to write through it. Every method throws `SourceTrouble` when the source as a whole
 * cannot be read just now (lib/storage/readers/trouble.ts), and AppError `not_found` only when the source clearly said that it has no such object.
 */
export interface SourceReader {
  /**
   * The objects that follow `after` in byte order.
   * @param after a key, listed or not; null begins at the start
   * @param limit objects, 1–1000
   */
  list(after: string | null, limit: number): Promise<SourcePage>
  /** Null when the source clearly has no such object. */
  head(key: string): Promise<SourceObject | null>
  /**
   * One request for one object.
   * @param options.ifMatch an etag: another content is refused with AppError `conflict`
   */
  get(key: string, options?: { range?: ByteRange; ifMatch?: string }): Promise<OpenObject>
  /** An address where a browser gets the object for some time; null where browsers cannot reach the source. */
  sign(key: string, disposition: string, mediaType: string): Promise<string | null>
  /**
   * Tells this source from another that lies in the same place (a bare mount point); null where there is no such thing.
   * @param folder a folder of the source instead, with its slash: ends with `!` where a disk of its own is mounted; null where it is not there
   */
  identify(folder?: string): Promise<string | null>
  /** Requests made so far. */
  readonly requests: number
  close(): void
}
