import type { FileType } from '../../media/media-types'
import { rawTypeOf } from './raw-type'
import { sniffMediaType } from './sniff'

/**
 * What an original is, judged by content alone: a picture, or a raw camera file.
 * @param head the first `SNIFF_BYTES` bytes of a file, or all of it
 * @returns null for anything that is not accepted
 */
export function sniffFile(head: Uint8Array): FileType | null {
  return sniffMediaType(head) ?? rawTypeOf(head)
}
