import type { Readable } from 'node:stream'
import type { ByteRange } from '../storage/object-store'

/** Bytes an actor may have, not yet opened: whoever answers decides whether they are needed, and which of them. */
export interface StoredFile {
  /** Changes exactly when the bytes do; never tells anything else. */
  tag: string
  contentType: string
  /** For saving under a name (RFC 6266); left out for what is shown in a page. */
  disposition?: string
  /** Length where known beforehand; parts can be asked for only then. */
  bytes: number | null
  open(range?: ByteRange): Promise<{ body: Readable; bytes: number }>
  /** An address at the store itself, where browsers may be sent there. */
  address?: () => Promise<string>
}
