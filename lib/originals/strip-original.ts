import { Readable } from 'node:stream'
import type { Context } from '../context/context'
import { env } from '../env'
import { AppError } from '../errors/app-error'
import { DecodeFailure } from '../imaging/decoded/decode-failure'
import { type DecoderPool, openDecoderPool } from '../imaging/decoder/decoder-pool'
import { PerAskerLimit } from '../load/per-asker-limit'
import type { MediaType } from '../media/media-types'
import { spool } from '../storage/spool'
import { type OriginalOf, openOriginal } from './open-original'

export interface StrippedOriginal {
  mediaType: MediaType
  bytes: number
  body: Readable
}

interface Original extends OriginalOf {
  bytes: number
  ownerId: string
}

/** Copies that are being made or wait for it. */
const MOST_WAITING = 16
/** Copies of one person or address, made or being sent: nobody takes this away from the others. */
const MOST_OF_ONE = 4
/** Copies that are being sent to all together, and for how long one is kept for a reader. */
const MOST_SENT = 100
const LONGEST_MS = 3_600_000

const holder = globalThis as typeof globalThis & { albumenStripper?: DecoderPool }
let waiting = 0
const shares = new PerAskerLimit(
  MOST_OF_ONE,
  `You already load ${MOST_OF_ONE} originals. Wait until one of them is there.`,
)

/**
 * An original without its metadata, made in a decoder child (the bytes are a stranger's), one at a time. While it is sent it lies in a
 * temporary file: readers may be slow.
 * @param asker whose share it is taken from: a person or an address; left out where somebody else keeps count
 * @throws AppError rate_limited when the asker has too many; unavailable when too many wait or the store is away; unprocessable where it cannot be made
 */
export async function stripOriginal(ctx: Context, original: Original, asker?: string): Promise<StrippedOriginal> {
  if (shares.all >= MOST_SENT) throw busy()
  const giveBack = asker === undefined ? () => undefined : shares.take(asker)
  try {
    const { data, mediaType } = await stripped(ctx, original)
    const file = await spool(Readable.from([data]), Number.POSITIVE_INFINITY)
    const body = file.open()
    const timer = setTimeout(() => body.destroy(), LONGEST_MS)
    timer.unref()
    body.once('close', () => {
      clearTimeout(timer)
      giveBack()
      void file.remove()
    })
    return { mediaType, bytes: file.bytes, body }
  } catch (error) {
    giveBack()
    throw error
  }
}

async function stripped(ctx: Context, original: Original): Promise<{ data: Buffer; mediaType: MediaType }> {
  if (waiting >= MOST_WAITING) throw busy()
  waiting += 1
  try {
    holder.albumenStripper ??= openDecoderPool({ size: 1, maxPixels: env().MAX_PIXELS })
    const { body } = await openOriginal(ctx, original)
    const { bytes, ownerId } = original
    // The name could only add a date to metadata, and there will be none.
    return await holder.albumenStripper.strip({ body, bytes, ownerId, filename: '' })
  } catch (error) {
    if (!(error instanceof DecodeFailure)) throw error
    throw new AppError('unprocessable', 'This photo cannot be given without its metadata.', { cause: error })
  } finally {
    waiting -= 1
  }
}

function busy(): AppError {
  return new AppError('unavailable', 'Too many downloads are being prepared. Try again in a moment.', {
    retryAfterSeconds: 5,
  })
}
