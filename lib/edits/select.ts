// The one place where a batch's `select` becomes rows: own ones only, locked, all or nothing.
import { and, asc, eq, type SQL } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { type PhotoRow, photos } from '@/db/schema/photos'
import { type Actor, requireUser } from '../context/actor'
import { notFound } from '../errors/app-error'
import { parseWith } from '../errors/parse-with'
import type { Select } from '../photos/batch-contract'
import { isOneOf } from '../photos/is-one-of'
import { FilterQuery, filterOf } from '../search/language/filter'
import { expandAlbums } from '../search/query/expand-albums'
import { selectOwn } from '../search/query/where'

export type Selected = Pick<PhotoRow, 'id' | 'objectKey' | 'revision' | 'status' | 'deletedAt'>

/**
 * Locks the photos a batch is about until the transaction ends.
 * @param select ids, or a filter in the gallery's parameters
 * @throws AppError unauthenticated; invalid for a filter that does not parse; not_found when any id is not one's own
 */
export async function lockSelected(tx: Database, actor: Actor, select: Select): Promise<Selected[]> {
  const user = requireUser(actor)
  const ids = 'ids' in select ? [...new Set(select.ids.map((id) => id.toLowerCase()))] : null
  const chosen = 'ids' in select ? isOneOf(select.ids) : await filterSql(tx, select.filter, actor)
  const rows = await tx
    .select({
      id: photos.id,
      objectKey: photos.objectKey,
      revision: photos.revision,
      status: photos.status,
      deletedAt: photos.deletedAt,
    })
    .from(photos)
    .where(and(eq(photos.ownerId, user.userId), chosen))
    .orderBy(asc(photos.id))
    .for('update')
  if (ids !== null && rows.length < ids.length) throw notFound()
  return rows
}

async function filterSql(tx: Database, filter: Record<string, unknown>, actor: Actor): Promise<SQL> {
  const query = parseWith(FilterQuery, filter, 'parameter', Object.keys(FilterQuery.shape))
  return selectOwn(await expandAlbums({ db: tx, actor }, filterOf(query)), actor)
}
