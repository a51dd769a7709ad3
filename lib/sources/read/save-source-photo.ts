// What was read is a known photo, a new one, or one that its owner has deleted: decided, and then committed if it still holds.
import { eq, inArray, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { photos } from '@/db/schema/photos'
import { sourceObjects } from '@/db/schema/sources'
import type { Context } from '../../context/context'
import type { Locate } from '../../ingest/locate-photos'
import { deleteRenditions, putRenditions } from '../../photos/renditions'
import type { SourceReader } from '../../storage/readers/reader'
import { answerFact } from '../identity/answer-fact'
import { commitIdentity, decodedOf } from '../identity/commit-identity'
import { type Content, decideIdentity, type Facts, isSamePlan, type Plan } from '../identity/decide-identity'
import type { Holder } from '../identity/known-content'
import { lockIdentities } from '../identity/lock-identities'
import { stillWaits } from './object-states'

export interface SaveTools {
  reader: SourceReader
  locate: Locate
}

/** Decisions in a row that no longer held when they were to be committed; then another job tries. */
const MOST_TURNS = 40

/**
 * Commits what was read of an object, in one transaction, and tells its owner.
 * @returns `copy`, `unseen`: the picture must be decoded first, and nothing was done
 */
export async function saveSourcePhoto(
  ctx: Context,
  content: Content,
  tools: SaveTools,
): Promise<'settled' | 'copy' | 'unseen'> {
  const facts: Facts = { holds: new Map(), pixels: new Map() }
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    const plan = await decideIdentity(ctx.db, content, facts)
    if (plan.kind === 'copy' || plan.kind === 'unseen') return plan.kind
    if (plan.kind === 'ask') await answerFact(ctx, content, plan, { facts, reader: tools.reader })
    else if (plan.kind === 'choose id') await chooseId(ctx.db, content)
    else if (await commitPlan(ctx, content, { plan, facts, locate: tools.locate })) return 'settled'
  }
  throw new Error('what an object is changed all the time')
}

/** Chosen before anything is put under it, so that a second run writes the same. */
async function chooseId(db: Database, { object }: Content): Promise<void> {
  await db.update(sourceObjects).set({ photoId: sql`uuidv7()` }).where(stillWaits(object))
  const [row] = await db.select({ key: sourceObjects.key }).from(sourceObjects).where(stillWaits(object))
  if (!row) throw new ObjectTaken()
}

/** Another reader was quicker, or the object has changed again. */
export class ObjectTaken extends Error {}

interface Decided {
  plan: Plan
  facts: Facts
  locate: Locate
}

/** @returns false when the plan does not hold any more */
async function commitPlan(ctx: Context, content: Content, decided: Decided): Promise<boolean> {
  const { plan, facts } = decided
  if (plan.kind === 'new') await putRenditions(ctx.store, { id: plan.id, revision: 1 }, decodedOf(content))
  const outcome = await ctx.db.transaction(async (tx) => {
    await lockIdentities(tx, content.source.ownerId)
    if (plan.kind === 'resaved') {
      if (!isSamePlan(plan, await decideIdentity(tx, content, facts))) return 'overtaken'
      // Under that lock, so that a run that was overtaken never puts its picture under the revision of another.
      await putRenditions(ctx.store, renewed(plan.photo), decodedOf(content))
    }
    // Whoever edits a photo locks its row: what is decided from here on is decided by what is acknowledged, and slow work is over.
    await lockPhotosOf(tx, plan)
    const again = await decideIdentity(tx, content, facts)
    if (!isSamePlan(plan, again)) return 'overtaken'
    if (!(await settleRead(tx, content, photoOf(again)))) return 'taken'
    await commitIdentity(tx, content, { plan: again, locate: decided.locate })
    return 'done'
  })
  if (plan.kind === 'new' && outcome !== 'done') await dropUnused(ctx, plan.id)
  if (plan.kind === 'resaved' && outcome === 'overtaken') await dropOfDeleted(ctx, plan.photo)
  // Those of the former content; should this fail, they go with the photo.
  if (plan.kind === 'resaved' && outcome === 'done') {
    await deleteRenditions(ctx.store, plan.photo).catch(() => undefined)
  }
  return outcome !== 'overtaken'
}

function renewed({ id, revision }: Holder) {
  return { id, revision: revision + 1 }
}

async function lockPhotosOf(tx: Database, plan: Plan): Promise<void> {
  const holders = ['photo' in plan ? plan.photo : null, 'displaced' in plan ? plan.displaced : null]
  const ids = holders.flatMap((holder) => (holder ? [holder.id] : []))
  if (ids.length === 0) return
  await tx.select({ id: photos.id }).from(photos).where(inArray(photos.id, ids)).orderBy(photos.id).for('update')
}

function photoOf(plan: Plan): string | null {
  if (plan.kind === 'new') return plan.id
  return 'photo' in plan ? plan.photo.id : null
}

/** @returns whether it still waited */
async function settleRead(tx: Database, { object, opened }: Content, photoId: string | null): Promise<boolean> {
  const { etag, bytes, modifiedAt } = opened
  const kind = object.kind === 'unknown' ? 'photo' : object.kind
  const settled = await tx
    .update(sourceObjects)
    .set({
      state: 'done',
      failure: null,
      again: false,
      attempts: 0,
      lane: null,
      photoId,
      formerPhotoId: null,
      sha256: null,
      missingAt: null,
      etag,
      bytes,
      modifiedAt,
      kind,
    })
    .where(stillWaits(object))
    .returning({ key: sourceObjects.key })
  return settled.length > 0
}

/** Nobody needs them unless a second run over the same object has committed: its photo then has this id. */
async function dropUnused(ctx: Context, id: string): Promise<void> {
  const [photo] = await ctx.db.select({ id: photos.id }).from(photos).where(eq(photos.id, id))
  if (!photo) await deleteRenditions(ctx.store, { id, revision: 1 })
}

/** Who deleted the photo meanwhile knew nothing of the renditions that were made anew. */
async function dropOfDeleted(ctx: Context, photo: Holder): Promise<void> {
  const [left] = await ctx.db.select({ id: photos.id }).from(photos).where(eq(photos.id, photo.id))
  if (!left) await deleteRenditions(ctx.store, renewed(photo))
}
