import { Readable } from 'node:stream'
import type { Context } from '../context'
import { env } from '../env'
import { AppError } from '../errors'
import { DecodeFailure } from '../imaging/decode-failure'
import { type DecoderPool, openDecoderPool } from '../imaging/decoder-pool'
import { type OriginalOf, openOriginal } from '../sources/open-original'
import type { MediaType } from './media-types'

export interface StrippedOriginal {
  mediaType: MediaType
  bytes: number
  body: Readable
}

interface Original extends OriginalOf {
  bytes: number
  ownerId: string
}

const MOST_WAITING = 8

const holder = globalThis as typeof globalThis & { albumenStripper?: DecoderPool }
let waiting = 0

/**
 * An original without its metadata, made in a decoder child (the bytes are a stranger's), one at a time.
 * @throws AppError unavailable when too many wait or the store is away; unprocessable where it cannot be made
 */
export async function stripOriginal(ctx: Context, original: Original): Promise<StrippedOriginal> {
  if (waiting >= MOST_WAITING) {
    throw new AppError('unavailable', 'Too many downloads are being prepared. Try again in a moment.', {
      retryAfterSeconds: 5,
    })
  }
  waiting += 1
  try {
    holder.albumenStripper ??= openDecoderPool({ size: 1, maxPixels: env().MAX_PIXELS })
    const { body } = await openOriginal(ctx, original)
    const { bytes, ownerId } = original
    // The name could only add a date to metadata, and there will be none.
    const { data, mediaType } = await holder.albumenStripper.strip({ body, bytes, ownerId, filename: '' })
    return { mediaType, bytes: data.length, body: Readable.from([data]) }
  } catch (error) {
    if (!(error instanceof DecodeFailure)) throw error
    throw new AppError('unprocessable', 'This photo cannot be given without its metadata.', { cause: error })
  } finally {
    waiting -= 1
  }
}
