import { AppError } from '../errors/app-error'
import type { ByteRange } from './object-store'

/**
 * How many bytes a range of an object holds; all of them without a range.
 * @param bytes size of the object
 * @throws AppError `invalid` when the range begins behind the object's end
 */
export function rangeLength(bytes: number, range: ByteRange | undefined): number {
  if (!range) return bytes
  const last = Math.min(range.end ?? bytes - 1, bytes - 1)
  if (range.start < 0 || range.start > last) throw new AppError('invalid', 'The range lies outside of the file.')
  return last - range.start + 1
}
