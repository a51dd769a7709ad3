import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import { photos } from '@/db/schema/photos'
import { users } from '@/db/schema/users'
import type { Through } from '../../access/shared-photos'
import type { Context } from '../../context/context'
import { openCursor, sealCursor } from '../../cursors/sealed-cursor'
import { AppError } from '../../errors/app-error'
import { ownerColumnsFor, photoColumns } from '../../photos/columns'
import type { PhotoPage } from '../../photos/contract'
import { presentPhoto } from '../../photos/present'

/** A list whose order was made by hand. */
export interface PlacedList {
  /** What its cursors are bound to. */
  id: string
  table: PgTable
  photoId: PgColumn
  position: PgColumn
  /** Which of the table's rows are of this list, and which photos the actor may see. */
  where: SQL
  /** The albums through which its photos are seen. */
  through?: Through | undefined
}

interface PageInput {
  limit?: number | undefined
  cursor?: string | undefined
}

/** One page of a list in its own order. @throws AppError invalid for a cursor of another list */
export async function placedPage(ctx: Context, list: PlacedList, input: PageInput): Promise<PhotoPage> {
  const limit = input.limit ?? 100
  const after = input.cursor === undefined ? undefined : decode(list.id, input.cursor)
  const rows = await ctx.db
    .select({
      photo: photoColumns,
      owner: ownerColumnsFor(ctx.actor, list.through),
      position: sql<number>`${list.position}`.mapWith(Number),
    })
    .from(list.table)
    .innerJoin(photos, eq(photos.id, list.photoId))
    .innerJoin(users, eq(users.id, photos.ownerId))
    .where(and(list.where, after && sql`(${list.position}, ${list.photoId}) > (${after.position}, ${after.id}::uuid)`))
    .orderBy(list.position, list.photoId)
    .limit(limit + 1)
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return {
    items: shown.map((row) => presentPhoto(row.photo, row.owner, ctx.actor)),
    next: last ? encode(list.id, last.position, last.photo.id) : null,
  }
}

/** Positions count photos that the reader may not see: sealed. */
function encode(listId: string, position: number, id: string): string {
  return sealCursor([listId, position, id])
}

function decode(listId: string, cursor: string): { position: number; id: string } {
  const place = openCursor(cursor)
  const [list, position, id] = Array.isArray(place) ? (place as unknown[]) : []
  if (list !== listId || typeof position !== 'number' || typeof id !== 'string') {
    throw new AppError('invalid', 'cursor: This cursor is not one of this album; start again without it.')
  }
  return { position, id }
}
