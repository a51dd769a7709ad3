import { Readable } from 'node:stream'
import { AppError } from '../errors/app-error'
import { sniffFile } from '../imaging/formats/sniff-file'
import { ACCEPTED_NAMES, type FileType, SNIFF_BYTES } from '../media/media-types'

interface SniffedBody {
  mediaType: FileType
  /** The whole body, from its first byte. */
  body: Readable
}

/**
 * Reads the head of a body to see what it is, and gives the body back whole.
 * @param source bytes as they come; left as it is when they are refused
 * @param bytes the announced length
 * @throws AppError unsupported_media naming what is accepted; as stream error: too_large or invalid for another length
 */
export async function sniffBody(source: Readable, bytes: number): Promise<SniffedBody> {
  const chunks = source.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer>
  const head = await readHead(chunks, Math.min(bytes, SNIFF_BYTES))
  const mediaType = head.length === 0 ? null : sniffFile(head)
  if (mediaType === null) {
    if (head.length < Math.min(bytes, 12)) throw wrongLength(head.length, bytes)
    throw new AppError('unsupported_media', `This is not a photo Albumen takes. It takes ${ACCEPTED_NAMES}.`)
  }
  return { mediaType, body: Readable.from(exactly(head, chunks, bytes), { objectMode: false }) }
}

async function readHead(chunks: AsyncIterator<Buffer>, wanted: number): Promise<Buffer> {
  const parts: Buffer[] = []
  let size = 0
  while (size < wanted) {
    const { done, value } = await chunks.next()
    if (done) break
    const part = Buffer.from(value)
    parts.push(part)
    size += part.length
  }
  return Buffer.concat(parts)
}

async function* exactly(head: Buffer, chunks: AsyncIterator<Buffer>, bytes: number): AsyncGenerator<Buffer> {
  let seen = head.length
  if (seen > bytes) throw tooLong(bytes)
  yield head
  for (;;) {
    const { done, value } = await chunks.next()
    if (done) break
    seen += value.length
    if (seen > bytes) throw tooLong(bytes)
    yield Buffer.from(value)
  }
  if (seen < bytes) throw wrongLength(seen, bytes)
}

/** More came than was announced. */
export function tooLong(bytes: number): AppError {
  return new AppError('too_large', `More came than the ${bytes} bytes that were announced. Announce the exact length.`)
}

/** Less came than was announced. */
export function wrongLength(seen: number, bytes: number): AppError {
  return new AppError('invalid', `${seen} of the announced ${bytes} bytes came. Send the file again, whole.`)
}
