// Renditions are put, and a photo is committed under the fence of its attempt; what nobody needs then is dropped.
import { eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { photos } from '@/db/schema/photos'
import type { Context } from '../context/context'
import { deleteRenditions, putRenditions, type Revision } from '../photos/renditions'
import { followUp, type MadePhoto } from './follow-ups'

/** `overtaken`: it must be decided anew. `lost`: a later attempt took over, or there is nothing to commit to any more. */
export type Hold = 'held' | 'overtaken' | 'lost'

/** What an origin wants to have committed. */
export interface Commit {
  /** Null when no picture was made: the photo has it already. */
  made: MadePhoto | null
  /** Whether renditions are put under the fence only, since another run may put another picture under the same revision. */
  drawsHeld?: boolean
  /** The revision that nobody needs any more. */
  replaces?: Revision
  /** Takes the fence. */
  hold(tx: Database): Promise<Hold>
  /** Writes everything; nothing was written when the answer is not `held`. */
  save(tx: Database): Promise<Hold>
  /** Writes last what many runs write. */
  count?(tx: Database): Promise<void>
}

/** Decisions in a row that no longer held when they were to be committed; then another job tries. */
const MOST_TURNS = 40

/**
 * Commits what is decided, in one transaction, if it still holds then.
 * @param decide asked for a commit, and once more whenever that was overtaken; any other answer ends it and is given back
 */
export async function commitPhoto<Other extends string = never>(
  ctx: Context,
  decide: () => Promise<Commit | Other>,
): Promise<'saved' | 'lost' | Other> {
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    const commit = await decide()
    if (typeof commit === 'string') return commit
    const hold = await commitOnce(ctx, commit)
    if (hold !== 'overtaken') return hold === 'held' ? 'saved' : hold
  }
  throw new Error('what a picture is changed all the time')
}

async function commitOnce(ctx: Context, commit: Commit): Promise<Hold> {
  const { made, replaces } = commit
  if (made && !commit.drawsHeld) await putRenditions(ctx.store, made, made.decoded)
  const hold = await ctx.db.transaction((tx) => saveHeld(tx, ctx, commit))
  if (made && hold !== 'held') await dropUnused(ctx, made)
  // Should this fail, they go with the photo.
  if (replaces && hold === 'held') await deleteRenditions(ctx.store, replaces).catch(() => undefined)
  return hold
}

async function saveHeld(tx: Database, { store }: Context, commit: Commit): Promise<Hold> {
  const { made } = commit
  const hold = await commit.hold(tx)
  if (hold !== 'held') return hold
  if (made && commit.drawsHeld) await putRenditions(store, made, made.decoded)
  const saved = await commit.save(tx)
  if (saved !== 'held') return saved
  if (made) await followUp(tx, made)
  await commit.count?.(tx)
  return saved
}

/** Whoever deleted the photo meanwhile knew nothing of them. A photo that is there has them from this run or from another. */
async function dropUnused(ctx: Context, made: Revision): Promise<void> {
  const [photo] = await ctx.db.select({ id: photos.id }).from(photos).where(eq(photos.id, made.id))
  if (!photo) await deleteRenditions(ctx.store, made)
}
