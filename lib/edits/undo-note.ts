import { inArray, lt, type SQL, sql } from 'drizzle-orm'
import { toSnakeCase } from 'drizzle-orm/casing'
import type { Database } from '@/db/client'
import { batchUndoParts, batchUndos } from '@/db/schema/batch-undo'
import { type PhotoRow, photoRowColumns, photos } from '@/db/schema/photos'
import { AppError } from '../errors/app-error'
import { isOneOf } from '../photos/is-one-of'

/** How long a batch can be taken back. */
export const UNDO_MINUTES = 10

/** Notes what a batch changes while it changes it. */
export interface UndoNote {
  id: string
  /** Whose photos they are. */
  userId: string
  parts: number
  /** Whether it is taken back all or nothing, or what was changed meanwhile stays and the rest is taken back. */
  how: 'columns' | 'fields'
}

/**
 * Opens a note; notes of batches that can no longer be taken back go.
 * @param id as whoever asks wants it to be called
 * @param how `fields`: each field is taken back for itself, as far as it was not changed meanwhile
 * @throws AppError conflict when there is a note of that id
 */
export async function openNote(
  tx: Database,
  userId: string,
  id?: string,
  how: UndoNote['how'] = 'columns',
): Promise<UndoNote> {
  const old = tx
    .select({ id: batchUndos.id })
    .from(batchUndos)
    .where(lt(batchUndos.createdAt, sql`now() - make_interval(mins => ${UNDO_MINUTES})`))
    .for('update', { skipLocked: true })
  // Another long batch may be about to throw the same ones away: nobody waits for that.
  await tx.delete(batchUndos).where(inArray(batchUndos.id, old))
  const values = id === undefined ? { userId } : { userId, id }
  const [made] = await tx.insert(batchUndos).values(values).onConflictDoNothing().returning({ id: batchUndos.id })
  if (!made) throw new AppError('conflict', 'undo: Something is taken back by this id already. Choose another one.')
  return { id: made.id, userId, parts: 0, how }
}

/** What a reply says of a note; a note of nothing is thrown away. */
export async function closeNote(tx: Database, note: UndoNote): Promise<{ undo?: string }> {
  if (note.parts > 0) return { undo: note.id }
  await tx.delete(batchUndos).where(sql`${batchUndos.id} = ${note.id}`)
  return {}
}

interface NotedUpdate {
  /** New values by column: what the batch is about. */
  values: Record<string, SQL>
  /** New values of columns that follow from those. */
  following?: Record<string, SQL>
  where: SQL | undefined
}

/**
 * Updates some photos and keeps their columns as they were, in one statement.
 * @returns the photos that changed
 */
export async function updateNoted(
  tx: Database,
  note: UndoNote,
  ids: string[],
  { values, following = {}, where }: NotedUpdate,
): Promise<Pick<PhotoRow, 'id' | 'status'>[]> {
  const about = Object.keys(values)
  const marked = 'edited' in following ? ['edited'] : []
  const update = tx
    .update(photos)
    .set({ ...values, ...following, updatedAt: sql`now()` })
    .where(sql`${isOneOf(ids)} and ${where ?? sql`true`}`)
    .returning({
      id: photos.id,
      status: photos.status,
      before: columnsJson('old', [...about, ...Object.keys(following)].map(toSnakeCase)).as('before'),
      after: columnsJson('new', [...about, ...marked].map(toSnakeCase)).as('after'),
    })
  const result = await tx.execute<Pick<PhotoRow, 'id' | 'status'>>(sql`
    with changed as ${update},
    kept as (
      insert into ${batchUndoParts} (undo_id, part, kind, rows)
      select ${note.id}::uuid, ${note.parts}::int, ${note.how}, jsonb_agg(to_jsonb(changed) - 'status')
      from changed having count(*) > 0
    )
    select id, status from changed`)
  if (result.rows.length > 0) note.parts += 1
  return result.rows
}

const COLUMNS = new Set(Object.keys(photoRowColumns).map(toSnakeCase))

/** The keys of a note's row that are columns of photos: nothing else gets into a statement. */
export function columnNames(row: object): string[] {
  return Object.keys(row).filter((name) => COLUMNS.has(name))
}

/** A row's columns, by their names in the database, as a JSON object. */
export function columnsJson(row: 'old' | 'new' | 'photos', columns: string[]): SQL {
  const pairs = columns.map((name) => sql.raw(`'${name}', ${row}."${name}"`))
  return sql`jsonb_build_object(${sql.join(pairs, sql`, `)})`
}

/** What a note holds of some columns before the batch, by their names in the database, as a JSON object. */
export function columnsBefore(columns: string[]): SQL {
  const pairs = columns.map((name) => sql.raw(`'${name}', entry.before -> '${name}'`))
  return sql`jsonb_build_object(${sql.join(pairs, sql`, `)})`
}

/** Keeps which photos were put into an album. */
export async function noteAdded(tx: Database, note: UndoNote, albumId: string, ids: string[]): Promise<void> {
  await keepPart(
    tx,
    note,
    'added',
    albumId,
    ids.map((id) => ({ id, before: {}, after: {} })),
  )
}

/** Keeps which photos were taken out of an album, and where in it they stood. */
export async function noteRemoved(
  tx: Database,
  note: UndoNote,
  albumId: string,
  places: { photoId: string; position: number }[],
): Promise<void> {
  const rows = places.map(({ photoId, position }) => ({ id: photoId, before: { position }, after: {} }))
  await keepPart(tx, note, 'removed', albumId, rows)
}

/** Keeps which pairs of photos were said to be no duplicates, by the SHA-256 of both. */
export async function noteApart(
  tx: Database,
  note: UndoNote,
  pairs: { id: string; other: string; contents: [string, string] }[],
): Promise<void> {
  const rows = pairs.map(({ id, other, contents: [a, b] }) => ({ id, before: { other, a, b }, after: {} }))
  await keepPart(tx, note, 'apart', null, rows)
}

async function keepPart(
  tx: Database,
  note: UndoNote,
  kind: 'added' | 'removed' | 'apart',
  albumId: string | null,
  rows: (typeof batchUndoParts.$inferInsert)['rows'],
): Promise<void> {
  if (rows.length === 0) return
  await tx.insert(batchUndoParts).values({ undoId: note.id, part: note.parts, kind, albumId, rows })
  note.parts += 1
}
