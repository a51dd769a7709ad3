/**
 * How parent and decoder child speak. To the child (its stdin): a frame with a `DecoderRequest`, then the file in frames,
 * then an empty frame (or `ABORT` instead of a frame: forget this file). Back (its descriptor 3): a frame with a
 * `DecoderReply`, then its pictures in the order and lengths that `lengths` names. A frame is a length (32 bit, big
 * endian) and that many bytes.
 */
export const ABORT = 0xffffffff
/** File descriptor on which the child replies; stdout is for what packages print. */
export const REPLY_DESCRIPTOR = 3
/** A longer reply is taken for a broken child. */
export const MAX_REPLY_BYTES = 512 * 1024 * 1024

export interface DecoderRequest {
  task: 'decode' | 'strip'
  /** Length of the file. */
  bytes: number
  filename: string
  maxPixels: number
  /** Whether raw camera files are taken too, by their preview. */
  raw: boolean
  /** Quarter turns clockwise that it is drawn turned, beyond its own orientation. */
  turn: number
}

/** What the child says. */
export type DecoderReply =
  | { outcome: 'ready' }
  | { outcome: 'done'; result: unknown; lengths: number[] }
  | { outcome: 'refused'; reason: string; notShown?: boolean | undefined }
  /** The kernel refused it memory. */
  | { outcome: 'starved' }
  | { outcome: 'aborted' }

/** The bytes of one frame. */
export function frame(payload: Uint8Array): Buffer {
  const bytes = Buffer.allocUnsafe(4 + payload.byteLength)
  bytes.writeUInt32BE(payload.byteLength)
  bytes.set(payload, 4)
  return bytes
}
