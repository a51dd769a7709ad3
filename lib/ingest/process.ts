// Fourth step of a photo's path, in the worker: one reading of the original gives everything that is shown and searched.
import { createHash } from 'node:crypto'
import { pipeline } from 'node:stream/promises'
import type { Context } from '../context/context'
import { AppError } from '../errors/app-error'
import { isAway } from '../errors/away'
import { DecodeFailure } from '../imaging/decoded/decode-failure'
import type { DecodedPhoto } from '../imaging/decoded/decoded-photo'
import type { DecodeInput } from '../imaging/decoder/decoder-pool'
import { deleteRenditions, putRenditions } from '../photos/renditions'
import { type Attempt, beginAttempt, failAttempt, MOST_ATTEMPTS, retryAttempt, returnAttempt } from './attempt'
import type { Locate } from './locate-photos'
import { saveDecoded } from './save-decoded'

interface Tools {
  decoder: {
    decode(input: DecodeInput): Promise<DecodedPhoto>
  }
  locate: Locate
  /** Aborted when the worker must end: what was begun does not count against the photo. */
  signal?: AbortSignal
}

/** `skipped`: nothing to do, or a later attempt took over. `waiting`: the job runs again by itself. */
export type Outcome = 'ready' | 'failed' | 'waiting' | 'skipped'

const AWAY_SECONDS = 15
const RETRY_SECONDS = 5
const MISSING = 'The original of this photo is missing from the store.'
const CHANGED = 'The original of this photo in the store is not the file that was uploaded.'

/**
 * Processes a photo. May be run twice, be killed anywhere and run in two workers at once: the result is the same. Each
 * attempt is counted before the bytes are looked at; after three the photo is `failed` with a reason.
 * @throws only what is wrong with the database: the queue then runs the job again
 */
export async function processPhoto(ctx: Context, input: { photoId: string }, tools: Tools): Promise<Outcome> {
  const attempt = await beginAttempt(ctx, input.photoId)
  if (!attempt) return 'skipped'
  try {
    const decoded = await decode(ctx, attempt, tools)
    await putRenditions(ctx.store, attempt.photo, decoded)
    const saved = await saveDecoded(ctx, attempt, decoded, tools.locate)
    // Deleted for ever while it was processed: what was put for it goes too.
    if (saved === 'gone') await deleteRenditions(ctx.store, attempt.photo)
    return saved === 'saved' ? 'ready' : 'skipped'
  } catch (error) {
    return settleError(ctx, attempt, error, tools.signal)
  }
}

async function decode(ctx: Context, attempt: Attempt, { decoder }: Tools): Promise<DecodedPhoto> {
  const { objectKey, bytes, ownerId, filename, sha256 } = attempt.photo
  const object = await ctx.store.get(objectKey)
  try {
    if (object.bytes !== bytes) throw new DecodeFailure(CHANGED, { retry: true })
    const decoded = await decoder.decode({ body: object.body, bytes, ownerId, filename, fresh: attempt.number > 1 })
    if (decoded.sha256 !== sha256) throw new DecodeFailure(CHANGED, { retry: true })
    return decoded
  } finally {
    object.body.destroy()
  }
}

async function settleError(ctx: Context, attempt: Attempt, error: unknown, signal?: AbortSignal): Promise<Outcome> {
  if (signal?.aborted) {
    await returnAttempt(ctx, attempt, 1)
    return 'waiting'
  }
  if (isAway(error) || (error instanceof AppError && error.code === 'unavailable')) {
    await returnAttempt(ctx, attempt, AWAY_SECONDS)
    return 'waiting'
  }
  if (error instanceof AppError && error.code === 'not_found') {
    await failAttempt(ctx, attempt, MISSING)
    return 'failed'
  }
  if (!(error instanceof DecodeFailure)) throw error
  // A verdict on the picture holds only if the store gave the bytes that were uploaded.
  const retry = error.retry || !(await isIntact(ctx, attempt))
  if (retry && attempt.number < MOST_ATTEMPTS) {
    await retryAttempt(ctx, attempt, RETRY_SECONDS * attempt.number)
    return 'waiting'
  }
  await failAttempt(ctx, attempt, error.reason)
  return 'failed'
}

async function isIntact(ctx: Context, { photo }: Attempt): Promise<boolean> {
  try {
    const object = await ctx.store.get(photo.objectKey)
    const hash = createHash('sha256')
    await pipeline(object.body, hash)
    return hash.digest('hex') === photo.sha256
  } catch {
    return false
  }
}
