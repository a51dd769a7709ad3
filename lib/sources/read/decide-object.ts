// What was read is a known photo, a new one, or one that its owner has deleted: decided here, and committed by the road if it still holds.
import { inArray, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { photos } from '@/db/schema/photos'
import { sourceObjects } from '@/db/schema/sources'
import type { Context } from '../../context/context'
import type { Commit } from '../../ingest/commit'
import type { MadePhoto } from '../../ingest/follow-ups'
import { AttemptLost } from '../../ingest/ladder'
import type { Locate } from '../../ingest/locate-photos'
import type { SourceReader } from '../../storage/readers/reader'
import { type Counts, countInScan } from '../ground/scan-counts'
import { answerFact } from '../identity/answer-fact'
import { commitIdentity, decodedOf } from '../identity/commit-identity'
import { type Content, decideIdentity, type Facts, isSamePlan, type Plan } from '../identity/decide-identity'
import { lockIdentities } from '../identity/lock-identities'
import { stillWaits } from './object-states'

export interface DecideTools {
  reader: SourceReader
  locate: Locate
}

/** Questions in a row about one content; then another job tries. */
const MOST_QUESTIONS = 40

/**
 * Decides what is to be committed of a content.
 * @returns asked once for each turn of the road. `copy`, `unseen`: the picture must be decoded first
 */
export function decideObject(
  ctx: Context,
  content: Content,
  { reader, locate }: DecideTools,
): () => Promise<Commit | 'copy' | 'unseen'> {
  const facts: Facts = { holds: new Map(), pixels: new Map(), drawn: new Map() }
  return async () => {
    for (let question = 0; question < MOST_QUESTIONS; question++) {
      const plan = await decideIdentity(ctx.db, content, facts)
      if (plan.kind === 'copy' || plan.kind === 'unseen') return plan.kind
      if (plan.kind === 'ask') await answerFact(ctx, content, plan, { facts, reader })
      else if (plan.kind === 'choose id') await chooseId(ctx.db, content)
      else return commitOf(content, { plan, facts, locate })
    }
    throw new Error('what an object is changed all the time')
  }
}

/** Chosen before anything is put under it, so that a second run writes the same. */
async function chooseId(db: Database, { object }: Content): Promise<void> {
  await db.update(sourceObjects).set({ photoId: sql`uuidv7()` }).where(stillWaits(object))
  const [row] = await db.select({ key: sourceObjects.key }).from(sourceObjects).where(stillWaits(object))
  if (!row) throw new AttemptLost()
}

interface Decided {
  plan: Plan
  facts: Facts
  locate: Locate
}

function commitOf(content: Content, { plan, facts, locate }: Decided): Commit {
  const { source, object } = content
  const isResaved = plan.kind === 'resaved'
  let counts: Counts = {}
  return {
    made: madeBy(content, plan),
    // A run that was overtaken never puts its picture under the revision of another.
    drawsHeld: isResaved,
    ...(isResaved ? { replaces: plan.photo } : {}),
    async hold(tx) {
      await lockIdentities(tx, source.ownerId)
      return !isResaved || isSamePlan(plan, await decideIdentity(tx, content, facts)) ? 'held' : 'overtaken'
    },
    async save(tx) {
      // Whoever edits a photo locks its row: what is decided from here on is decided by what is acknowledged, and slow work is over.
      await lockPhotosOf(tx, plan)
      const again = await decideIdentity(tx, content, facts)
      if (!isSamePlan(plan, again)) return 'overtaken'
      if (!(await settleRead(tx, content, photoOf(again)))) return 'lost'
      counts = await commitIdentity(tx, content, { plan: again, locate })
      return 'held'
    },
    count: (tx) => countInScan(tx, object.scanId, { ...counts, ...foundByContent(object), ...content.cost() }),
  }
}

/** What its name calls another format was not counted as found. */
function foundByContent({ kind }: Content['object']): Counts {
  return kind === 'unsupported' ? { added: 1 } : {}
}

function madeBy(content: Content, plan: Plan): MadePhoto | null {
  const { ownerId } = content.source
  if (plan.kind === 'new') return { id: plan.id, revision: 1, ownerId, decoded: decodedOf(content) }
  if (plan.kind !== 'resaved') return null
  return { id: plan.photo.id, revision: plan.photo.revision + 1, ownerId, decoded: decodedOf(content) }
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
  const kind = object.kind === 'unknown' || object.kind === 'unsupported' ? 'photo' : object.kind
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
