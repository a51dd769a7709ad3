import type { Readable } from 'node:stream'
import { requireUser } from '../context/actor'
import type { Context } from '../context/context'
import { env } from '../env'
import { AppError } from '../errors/app-error'
import { DecodeFailure } from '../imaging/decoded/decode-failure'
import { type DecoderPool, openDecoderPool } from '../imaging/decoder/decoder-pool'
import { sniffFile } from '../imaging/formats/sniff-file'
import { PerAskerLimit } from '../load/per-asker-limit'
import { ACCEPTED_NAMES, SNIFF_BYTES } from '../media/media-types'
import { readLimits } from '../settings/limits'
import { type Spooled, spooled } from '../storage/spool'
import type { SimilarQuery, SimilarReply } from './contract'
import { findNear } from './find-near'
import { printsOf } from './list-similar'

interface LookUpPicture extends SimilarQuery {
  /** Reads the request, handing over each file, and gives the fields that came with them. */
  read(take: (file: { body: Readable }) => Promise<void>): Promise<Record<string, unknown>>
  /** Whose share it is taken from: a person or an address. */
  asker: string
}

type Print = Awaited<ReturnType<DecoderPool['decode']>>

/** Pictures of one person or address that are compared at a time, and of all together. */
const MOST_OF_ONE = 2
const MOST_WAITING = 16

const shares = new PerAskerLimit(MOST_OF_ONE, `You already look for ${MOST_OF_ONE} pictures. Wait for one of them.`)
const holder = globalThis as typeof globalThis & { albumenLookUp?: DecoderPool }

/**
 * The photos that look like a picture that is sent. It lies in a nameless temporary file until a decoder child has read it, and is not kept.
 * @param decoder only tests give another
 * @throws AppError unauthenticated; rate_limited; unavailable when too many wait; invalid unless exactly one file comes; too_large;
 *   unsupported_media; unprocessable when it cannot be read or is too flat to compare
 */
export async function lookUpPicture(
  ctx: Context,
  { read, asker, ...query }: LookUpPicture,
  decoder?: Pick<DecoderPool, 'decode'>,
): Promise<SimilarReply> {
  const { userId } = requireUser(ctx.actor)
  const prints: Print[] = []
  const { maxUploadBytes } = await readLimits(ctx.db)
  const giveBack = takeShare(asker)
  try {
    const fields = await read(async ({ body }) => {
      if (prints.length > 0) throw oneFile()
      const print = await spooled(body, maxUploadBytes, (file) => printOf(file, userId, decoder ?? ownDecoder()))
      prints.push(print)
    })
    const [unknown] = Object.keys(fields)
    if (unknown !== undefined) throw new AppError('invalid', `unknown field ${unknown}; send the file alone`)
  } finally {
    giveBack()
  }
  const [print] = prints
  if (!print) throw oneFile()
  if (print.hash === null) {
    throw new AppError('unprocessable', 'This picture is too even to compare: it looks like every other even one.')
  }
  return { items: await findNear(ctx, { prints: printsOf(print, query), ...query }) }
}

function takeShare(asker: string): () => void {
  if (shares.all >= MOST_WAITING) {
    throw new AppError('unavailable', 'Too many pictures are being compared. Try again in a moment.', {
      retryAfterSeconds: 5,
    })
  }
  return shares.take(asker)
}

async function printOf(file: Spooled, ownerId: string, decoder: Pick<DecoderPool, 'decode'>): Promise<Print> {
  if (file.bytes === 0) throw new AppError('invalid', 'The file is empty.')
  if (sniffFile(await headOf(file.open())) === null) {
    throw new AppError('unsupported_media', `This is not a picture Albumen takes. It takes ${ACCEPTED_NAMES}.`)
  }
  try {
    return await decoder.decode({ body: file.open(), bytes: file.bytes, ownerId, filename: '', raw: true })
  } catch (error) {
    if (!(error instanceof DecodeFailure)) throw error
    if (error.retry) throw new AppError('unavailable', 'The picture could not be read just now.', { cause: error })
    throw new AppError('unprocessable', error.reason, { cause: error })
  }
}

async function headOf(body: Readable): Promise<Buffer> {
  const parts: Buffer[] = []
  let size = 0
  for await (const chunk of body) {
    parts.push(chunk)
    size += chunk.length
    if (size >= SNIFF_BYTES) break
  }
  return Buffer.concat(parts).subarray(0, SNIFF_BYTES)
}

function oneFile(): AppError {
  return new AppError('invalid', 'Send one picture, as a part named file.')
}

/** One at a time: whoever compares takes one core at most. */
function ownDecoder(): DecoderPool {
  holder.albumenLookUp ??= openDecoderPool({ size: 1, maxPixels: env().MAX_PIXELS })
  return holder.albumenLookUp
}
