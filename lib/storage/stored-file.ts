import type { Readable } from 'node:stream'
import type { ByteRange } from './object-store'

/** Bytes an actor may have, not yet opened: whoever answers decides whether they are needed, and which of them. */
export interface StoredFile {
  /** Changes exactly when the bytes do; never tells anything else. */
  tag: string
  contentType: string
  /** For saving under a name (RFC 6266); left out for what is shown in a page. */
  disposition?: string
  /** Length where known beforehand; parts can be asked for only then. */
  bytes: number | null
  /** Asks for a length that is not known beforehand, where that is cheap. */
  measure?: () => Promise<number>
  /** What is made on the way may turn out to be of another type, and then has another name. */
  open(
    range?: ByteRange,
  ): Promise<{ body: Readable; bytes: number; made?: { contentType: string; disposition: string } }>
  /** An address at the store itself, where browsers may be sent there. */
  address?: () => Promise<string>
}
