import { and, eq, ne } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { photos } from '@/db/schema/photos'
import type { Context } from '../context/context'
import { AppError } from '../errors/app-error'
import { DecodeFailure } from '../imaging/decoded/decode-failure'
import type { DecodedPhoto } from '../imaging/decoded/decoded-photo'
import type { DecoderPool } from '../imaging/decoder/decoder-pool'
import { enqueue } from '../jobs/enqueue'
import { describeError, logEvent } from '../log'
import { renditionKey } from '../photos/keys'
import { turnLater } from '../photos/turn-later'
import { type Commit, commitPhoto, type Hold } from './commit'

interface TurnTools {
  decoder: Pick<DecoderPool, 'decode'>
  /** The worker must end: what is left is for another run. */
  signal: AbortSignal
}

interface Seen {
  id: string
  ownerId: string
  revision: number
  turn: number
  drawnTurn: number
}

/** Turns of one photo while it is turned again and again; then another job goes on. */
const MOST_TURNS = 8

/**
 * The job that follows turns: draws renditions, placeholder and fingerprints anew under a new revision, from the preview that is there. The
 * original is not read: of a source it may be far or gone, and eight quarter turns of a preview leave it within 49 dB of what it was. May be
 * run twice and be killed anywhere.
 * @throws AppError unavailable when the store is away: the job runs again
 */
export async function turnPhotos(ctx: Context, { photoIds }: { photoIds: string[] }, tools: TurnTools): Promise<void> {
  for (const [at, id] of photoIds.entries()) {
    if (tools.signal.aborted) return turnLater(ctx.db, photoIds.slice(at))
    try {
      await turnPhoto(ctx, id, tools)
    } catch (error) {
      if (tools.signal.aborted) return turnLater(ctx.db, photoIds.slice(at))
      if (!(error instanceof DecodeFailure) || error.retry) throw error
      logEvent('warn', 'photo.turn', { photoId: id, error: describeError(error) })
    }
  }
}

async function turnPhoto(ctx: Context, id: string, tools: TurnTools): Promise<void> {
  for (let time = 0; time < MOST_TURNS; time++) {
    const seen = await unturned(ctx.db, id)
    if (!seen) return
    const decoded = await drawTurned(ctx, seen, tools)
    if (!decoded) return
    await commitPhoto(ctx, async () => commitOf(seen, decoded))
  }
  await turnLater(ctx.db, [id])
}

async function unturned(db: Database, photoId: string): Promise<Seen | undefined> {
  const { id, ownerId, revision, turn, drawnTurn } = photos
  const [seen] = await db
    .select({ id, ownerId, revision, turn, drawnTurn })
    .from(photos)
    .where(and(eq(id, photoId), eq(photos.status, 'ready'), ne(turn, drawnTurn)))
  return seen
}

/** @returns null where there is no preview: it is drawn anew first, and whatever draws it has it turned */
async function drawTurned(ctx: Context, seen: Seen, { decoder }: TurnTools): Promise<DecodedPhoto | null> {
  const { id, ownerId, revision, turn, drawnTurn } = seen
  try {
    const { body, bytes } = await ctx.store.get(renditionKey(id, revision, 'preview'))
    return await decoder.decode({ body, bytes, ownerId, filename: '', turn: (turn - drawnTurn + 4) % 4 })
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'not_found') throw error
    await enqueue(ctx.db, 'photo.redraw', { photoId: id }, { jobKey: `photo.redraw:${id}` })
    return null
  }
}

/** Commits what was drawn if it is a turn of what is shown still; the turn that is wanted may be another one by then. */
function commitOf(seen: Seen, decoded: DecodedPhoto): Commit {
  const { id, ownerId, revision, turn, drawnTurn } = seen
  let size = { width: 0, height: 0 }
  return {
    made: { id, revision: revision + 1, ownerId, decoded },
    // Two runs may draw two turns of one revision.
    drawsHeld: true,
    replaces: { id, revision },
    async hold(tx): Promise<Hold> {
      const [row] = await tx
        .select({ width: photos.width, height: photos.height })
        .from(photos)
        .where(
          and(
            eq(photos.id, id),
            eq(photos.status, 'ready'),
            eq(photos.revision, revision),
            eq(photos.drawnTurn, drawnTurn),
          ),
        )
        .for('update')
      if (!row?.width || !row.height) return 'lost'
      size = { width: row.width, height: row.height }
      return 'held'
    },
    async save(tx): Promise<Hold> {
      const lying = (turn - drawnTurn) % 2 !== 0
      await tx
        .update(photos)
        .set({
          ...drawnColumns(decoded),
          ...(lying ? { width: size.height, height: size.width } : {}),
          revision: revision + 1,
          drawnTurn: turn,
          updatedAt: new Date(),
        })
        .where(eq(photos.id, id))
      return 'held'
    },
  }
}

function drawnColumns({ thumb, preview, placeholder, hash, detail }: DecodedPhoto) {
  return {
    thumbWidth: thumb.width,
    thumbHeight: thumb.height,
    previewWidth: preview.width,
    previewHeight: preview.height,
    placeholder,
    hash,
    detail,
  }
}
