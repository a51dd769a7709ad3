import { createHash } from 'node:crypto'
import { pipeline } from 'node:stream/promises'
import { eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { type PhotoRow, photos } from '@/db/schema/photos'
import type { Context } from '../context/context'
import { DecodeFailure } from '../imaging/decoded/decode-failure'
import type { DecodedPhoto } from '../imaging/decoded/decoded-photo'
import { storableFields } from '../photos/storable'
import { turnLater } from '../photos/turn-later'
import { type Attempt, beginAttempt, failAttempt, fence, retryAttempt, returnAttempt } from './attempt'
import { readyColumns, uneditedColumns } from './columns'
import type { Commit } from './commit'
import { BodyFailure } from './ladder'
import type { Locate } from './locate-photos'
import type { OpenBody, Origin } from './origin'

const CRASHED =
  'Albumen could not process this photo: the work was broken off three times. You can try again, or download the original.'
const MISSING = 'The original of this photo is missing from the store.'
const CHANGED = 'The original of this photo in the store is not the file that was uploaded.'

/** The original of an upload, in our own store: its photo has waited for it. Tried again by its job. */
export class OwnOriginal implements Origin {
  readonly crashed = CRASHED
  readonly #ctx: Context
  readonly #photoId: string
  readonly #locate: Locate
  #begun: Attempt | null = null

  constructor(ctx: Context, photoId: string, locate: Locate) {
    this.#ctx = ctx
    this.#photoId = photoId
    this.#locate = locate
  }

  async begin(): Promise<number | null> {
    this.#begun = await beginAttempt(this.#ctx, this.#photoId)
    return this.#begun?.number ?? null
  }

  async open(): Promise<OpenBody> {
    const { objectKey, bytes, ownerId, filename, drawnTurn } = this.#attempt.photo
    const object = await this.#ctx.store.get(objectKey)
    if (object.bytes !== bytes) {
      object.body.destroy()
      throw changed()
    }
    // As its revision shows it: pictures under one address are the same. What was turned since follows.
    return { body: object.body, bytes, ownerId, filename, raw: true, turn: drawnTurn }
  }

  decide(decoded: DecodedPhoto): () => Promise<Commit> {
    return async () => {
      if (decoded.sha256 !== this.#attempt.photo.sha256) throw changed()
      return commitOf(this.#attempt, decoded, this.#locate)
    }
  }

  /** A verdict on the picture holds only if the store gave the bytes that were uploaded. */
  async explain(error: unknown): Promise<unknown> {
    if (!(error instanceof DecodeFailure) || error.retry || (await isIntact(this.#ctx, this.#attempt))) return error
    return new DecodeFailure(error.reason, { retry: true, cause: error })
  }

  giveBack(_error: unknown, seconds: number): Promise<void> {
    return returnAttempt(this.#ctx, this.#attempt, seconds)
  }

  retry(_error: unknown, seconds: number): Promise<void> {
    return retryAttempt(this.#ctx, this.#attempt, seconds)
  }

  fail(reason: string): Promise<void> {
    return failAttempt(this.#ctx, this.#attempt, reason)
  }

  notShown(reason: string): Promise<void> {
    return this.fail(reason)
  }

  gone(): Promise<void> {
    return this.fail(MISSING)
  }

  get #attempt(): Attempt {
    if (!this.#begun) throw new Error('no attempt has begun')
    return this.#begun
  }
}

function changed(): BodyFailure {
  return new BodyFailure(CHANGED, { retry: true, again: true })
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

/** Commits what was read; what a person has edited stays. */
async function commitOf(attempt: Attempt, decoded: DecodedPhoto, locate: Locate): Promise<Commit> {
  const { id, revision, ownerId } = attempt.photo
  const fields = storableFields(decoded.fields)
  const place = fields.location ? await locate(fields.location.latitude, fields.location.longitude) : null
  let edited: string[] = []
  let behind = false
  return {
    made: { id, revision, ownerId, decoded },
    async hold(tx) {
      const held = await lockFenced(tx, attempt)
      edited = held?.edited ?? []
      behind = held !== null && held.turn !== held.drawnTurn
      return held ? 'held' : 'lost'
    },
    async save(tx) {
      const columns = { ...readyColumns(decoded), ...uneditedColumns(fields, place, edited) }
      await tx
        .update(photos)
        .set({ ...columns, fileFields: fields, attemptId: null, updatedAt: new Date() })
        .where(eq(photos.id, id))
      if (behind) await turnLater(tx, [id])
      return 'held'
    },
  }
}

type Fenced = Pick<PhotoRow, 'edited' | 'turn' | 'drawnTurn'>

async function lockFenced(tx: Database, attempt: Attempt): Promise<Fenced | null> {
  const { edited, turn, drawnTurn } = photos
  const [row] = await tx.select({ edited, turn, drawnTurn }).from(photos).where(fence(attempt)).for('update')
  return row ?? null
}
