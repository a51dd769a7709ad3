import { sha256 } from '@noble/hashes/sha2.js'
import { sniffFile } from '@/lib/imaging/formats/sniff-file'
import { SNIFF_BYTES } from '@/lib/media/media-types'
import type { FileFacts } from './transport'

const CHUNK = 1024 * 1024

/**
 * Reads a file once from front to end, a megabyte at a time, whatever its size. Something that is no picture is only read
 * as far as it takes to know that.
 * @returns SHA-256 as hex ('' for what is no picture) and the type by content
 * @throws whatever reading throws: the file was moved or changed
 */
export async function hashFile(file: Blob): Promise<FileFacts> {
  const head = new Uint8Array(await file.slice(0, SNIFF_BYTES).arrayBuffer())
  const mediaType = sniffFile(head)
  if (mediaType === null) return { sha256: '', mediaType }
  const hash = sha256.create()
  for (let start = 0; start < file.size; start += CHUNK) {
    hash.update(new Uint8Array(await file.slice(start, start + CHUNK).arrayBuffer()))
  }
  return { sha256: Array.from(hash.digest(), (byte) => byte.toString(16).padStart(2, '0')).join(''), mediaType }
}
