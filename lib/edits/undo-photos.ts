import { and, asc, desc, eq, gt, inArray, notInArray, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { pastDeadlocks } from '@/db/past-deadlocks'
import { batchUndoParts, batchUndos } from '@/db/schema/batch-undo'
import { type PhotoRow, photos } from '@/db/schema/photos'
import { requireUser } from '../context/actor'
import type { Context } from '../context/context'
import { AppError, notFound } from '../errors/app-error'
import { enqueueGroups } from '../jobs/enqueue-groups'
import { ownerInTurn } from '../load/owner-in-turn'
import { formatNumber } from '../media/format-number'
import { plural } from '../media/plural'
import type { UndoReply } from '../photos/batch-contract'
import { publishPhotos } from '../photos/events'
import { turnLater } from '../photos/turn-later'
import { healLater } from './heal-later'
import { lockGroups } from './lock-groups'
import { undoAdded, undoRemoved } from './undo-album'
import { undoApart } from './undo-apart'
import { entriesOf } from './undo-entries'
import { type Kept, undoFieldsPart } from './undo-fields'
import { columnNames, columnsBefore, columnsJson, UNDO_MINUTES } from './undo-note'

/**
 * Takes an own batch back, all or nothing, once. Photos deleted for ever meanwhile are left out, and those that are as they were before already; what
 * was changed meanwhile in other fields keeps those changes. Of a decision on duplicates each field is taken back for itself.
 * @param input.id the `undo` of the batch's reply
 * @returns and what stays as it was changed meanwhile, of a decision on duplicates
 * @throws AppError not_found (unknown, somebody else's, done already, older than ten minutes); conflict when one of its
 *   photos was changed in the same field meanwhile (not of a decision on duplicates), or its album is gone
 */
export async function undoPhotos(ctx: Context, input: { id: string }): Promise<UndoReply> {
  const user = requireUser(ctx.actor)
  return ownerInTurn(user.userId, () =>
    pastDeadlocks(() => ctx.db.transaction((tx) => undoNow(tx, user.userId, input.id))),
  )
}

async function undoNow(tx: Database, userId: string, id: string): Promise<UndoReply> {
  const young = gt(batchUndos.createdAt, sql`now() - make_interval(mins => ${UNDO_MINUTES})`)
  const [undo] = await tx
    .select({ id: batchUndos.id })
    .from(batchUndos)
    .where(and(eq(batchUndos.id, id), eq(batchUndos.userId, userId), young))
    .for('update')
  if (!undo) throw notFound()
  const others = await otherParts(tx, undo.id)
  // Before photos: decisions on duplicates write and wait for the same rows.
  if (others.some(({ kind }) => kind === 'apart')) await lockGroups(tx, userId)
  const { changed: columns, kept } = await undoColumns(tx, undo.id)
  const places = await undoOthers(tx, undo.id, userId, others)
  await tx.delete(batchUndos).where(eq(batchUndos.id, undo.id))
  await enqueueGroups(tx, userId)
  const changed = Math.max(columns, places)
  return { matched: changed, changed, ...(kept.length > 0 ? { kept } : {}) }
}

/** In the order the batch had; where it changed several things one after another, all its photos are locked first, in the order of every batch. */
async function undoColumns(tx: Database, undoId: string): Promise<{ changed: number; kept: Kept[] }> {
  const parts = await tx
    .select({
      part: batchUndoParts.part,
      kind: batchUndoParts.kind,
      first: sql<{ before: object; after: object }>`${batchUndoParts.rows} -> 0`,
    })
    .from(batchUndoParts)
    .where(and(eq(batchUndoParts.undoId, undoId), inArray(batchUndoParts.kind, [...COLUMNS])))
    .orderBy(asc(batchUndoParts.part))
  let changed = 0
  const kept: Kept[] = []
  if (new Set(parts.map(({ first }) => columnNames(first.before).join())).size > 1) await lockAll(tx, undoId)
  for (const { part, kind, first } of parts) {
    const [before, after] = [columnNames(first.before), columnNames(first.after)]
    if (kind === 'fields') {
      const byField = await undoFieldsPart(tx, { undoId, part, before, after })
      kept.push(...byField.kept)
      changed += await tellUndone(tx, before, byField.undone)
    } else changed += await undoColumnsPart(tx, undoId, part, before, after)
  }
  return { changed, kept }
}

const COLUMNS = ['columns', 'fields'] as const

async function lockAll(tx: Database, undoId: string): Promise<void> {
  await tx.execute(sql`
    select from photos where id in (
      select (item ->> 'id')::uuid from ${batchUndoParts}, jsonb_array_elements(${batchUndoParts.rows}) as item
      where ${batchUndoParts.undoId} = ${undoId}::uuid and ${inArray(batchUndoParts.kind, [...COLUMNS])})
    order by id for update`)
}

async function undoColumnsPart(tx: Database, undoId: string, part: number, before: string[], after: string[]) {
  const entries = entriesOf(undoId, part)
  const about = after.filter((name) => name !== 'edited')
  const now = columnsJson('photos', about)
  const isStill = sql`${now} = entry.after - 'edited'`
  const locked = await tx.execute<{ same: boolean }>(sql`
    select ${isStill} or ${now} = ${columnsBefore(about)} as same
    from photos join ${entries} as entry on entry.id = photos.id
    order by photos.id for update of photos`)
  const other = locked.rows.filter(({ same }) => !same).length
  if (other > 0) {
    const some = plural(other, 'One of these photos was', `${formatNumber(other)} of these photos were`)
    throw new AppError('conflict', `${some} changed again since. Nothing was undone.`)
  }
  const sets = before.map((name) =>
    name === 'edited' ? sql`edited = ${EDITED}` : sql`${sql.identifier(name)} = was.${sql.identifier(name)}`,
  )
  const undone = await tx.execute<Undone>(sql`
    update ${photos} set ${sql.join(sets, sql`, `)}, updated_at = now()
    from ${entries} as entry,
      lateral jsonb_populate_record(null::photos, entry.before) as was,
      lateral jsonb_populate_record(null::photos, entry.after) as became
    where photos.id = entry.id and ${isStill}
    returning photos.id, photos.status, photos.owner_id as "ownerId"`)
  return tellUndone(tx, before, undone.rows)
}

type Undone = Pick<PhotoRow, 'id' | 'status' | 'ownerId'>

/** @returns how many there are */
async function tellUndone(tx: Database, columns: string[], undone: Undone[]): Promise<number> {
  const ids = undone.map(({ id }) => id)
  if (columns.includes('deleted_at')) await healLater(tx, ids)
  if (columns.includes('turn')) await turnLater(tx, ids)
  if (undone[0]) await publishPhotos(tx, undone[0].ownerId, undone, 'restored')
  return ids.length
}

/** The marks that the batch itself set go; those of other edits stay. */
const EDITED = sql.raw(`array(select field from unnest(photos.edited) as field
  where field = any(was.edited) or field <> all(became.edited) order by field)`)

type OtherPart = Pick<typeof batchUndoParts.$inferSelect, 'part' | 'kind' | 'albumId'>

/** What a batch did besides columns of photos, the last first. */
function otherParts(tx: Database, undoId: string): Promise<OtherPart[]> {
  return tx
    .select({ part: batchUndoParts.part, kind: batchUndoParts.kind, albumId: batchUndoParts.albumId })
    .from(batchUndoParts)
    .where(and(eq(batchUndoParts.undoId, undoId), notInArray(batchUndoParts.kind, [...COLUMNS])))
    .orderBy(desc(batchUndoParts.part))
}

async function undoOthers(tx: Database, undoId: string, userId: string, parts: OtherPart[]): Promise<number> {
  let changed = 0
  for (const { part, kind, albumId } of parts) {
    if (kind === 'apart') changed = Math.max(changed, await undoApart(tx, { undoId, part, userId }))
    if (albumId === null) continue
    const undo = kind === 'added' ? undoAdded : undoRemoved
    changed = Math.max(changed, await undo(tx, { undoId, part, albumId, userId }))
  }
  return changed
}
