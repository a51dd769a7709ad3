import { and, eq, type SQL, sql } from 'drizzle-orm'
import { photos } from '@/db/schema/photos'
import { users } from '@/db/schema/users'
import type { VisibleBranch } from '../../access/visible-photos'
import type { Actor } from '../../context/actor'
import type { Context } from '../../context/context'
import { AppError } from '../../errors/app-error'
import { onlyPhotos } from '../../photos/by-ids'
import { ownerColumnsFor, photoColumns } from '../../photos/columns'
import type { PhotoPage } from '../../photos/contract'
import { presentPhoto } from '../../photos/present'
import { AT_UNDATED } from '../language/at-undated'
import { dateSpan, sqlTimestamp } from '../language/dates'
import { type Filter, likeOf, withoutLikeness } from '../language/terms'
import { countPhotos } from './count'
import { decodeCursor, encodeCursor } from './cursor'
import { expandAlbums } from './expand-albums'
import { photoRows, type Source } from './grouped'
import { inLane } from './lane'
import { HAS_DATE, UNDATED } from './no-date'
import { isUndated, type SortKey, sortKeyOf } from './order'
import { resolvedBranches, throughAlbums } from './where'

/** What a list reads: the branches of a filter, and where their rows are. */
interface Rows {
  filter: Filter
  source: Source
  branches: VisibleBranch[]
  order: SortKey
}

interface ListInput {
  filter: Filter
  /** 1 to 500; 100 when left out. */
  limit?: number | undefined
  cursor?: string | undefined
  /** Whether to say how many there are in all. */
  count?: boolean | undefined
  /** Start at this date (canonical text), or at `none` with what has no date, instead of the beginning; order by taken only. */
  at?: string | undefined
}

/**
 * One page of the photos of a filter that the actor may see. The cost does not grow with the depth: every branch walks its index
 * from the cursor on.
 * @throws AppError invalid for a cursor of another filter and for `at` without the order by taken
 */
export async function listPhotos(ctx: Context, input: ListInput): Promise<PhotoPage> {
  const filter = likeOf(input.filter.terms) ? input.filter : withoutLikeness(input.filter)
  const limit = input.limit ?? 100
  const parts = stretches({ ...input, filter }, ctx.actor)
  const expanded = await expandAlbums(ctx, filter)
  const rows = await inLane(ctx, expanded, async (lane) => {
    const { filter: asked, source } = photoRows(expanded, ctx.actor)
    const branches = await resolvedBranches(lane, asked)
    const order = sortKeyOf(filter, ctx.actor)
    return branches.length === 0 ? [] : stretchRows(lane, { filter, source, branches, order }, parts, limit + 1)
  })
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return {
    items: shown.map((row) => presentPhoto(row.photo, row.owner, ctx.actor)),
    next: last
      ? encodeCursor(filter, { key: filter.sort === 'title' ? last.key : Number(last.key), id: last.photo.id })
      : null,
    ...(input.count ? { total: await countPhotos(ctx, filter) } : {}),
  }
}

/**
 * What is left of a list from its start on, as conditions whose rows follow each other. One, but for the oldest first: what has no
 * date stands before everything in the index and comes last in the list.
 */
function stretches({ filter, cursor, at }: ListInput, actor: Actor): (SQL | undefined)[] {
  if (at !== undefined && cursor !== undefined) throw new AppError('invalid', 'Give either at or cursor, not both.')
  if (at !== undefined && filter.sort !== 'taken')
    throw new AppError('invalid', 'at: works with sort=taken only; give that, or leave at out.')
  const undatedLast = filter.sort === 'taken' && filter.order === 'asc'
  if (at === AT_UNDATED) return [UNDATED]
  if (at !== undefined) return undatedLast ? [jumpSql(filter, at), UNDATED] : [jumpSql(filter, at)]
  if (cursor === undefined) return undatedLast ? [HAS_DATE, UNDATED] : [undefined]
  const position = decodeCursor(filter, cursor)
  const { column, write } = sortKeyOf(filter, actor)
  const beyond = sql.raw(filter.order === 'desc' ? '<' : '>')
  const after = sql`(${column}, ${photos.id}) ${beyond} (${write(position.key)}, ${position.id}::uuid)`
  if (!undatedLast) return [after]
  return isUndated(position.key) ? [sql`${after} and ${UNDATED}`] : [after, UNDATED]
}

/** From the end of the named month, day or year backwards, or from its start forwards. */
function jumpSql(filter: Filter, at: string): SQL {
  const { from, until } = dateSpan(at)
  return filter.order === 'desc'
    ? sql`${photos.takenSort} < ${sqlTimestamp(until)}::timestamp`
    : sql`${photos.takenSort} >= ${sqlTimestamp(from)}::timestamp`
}

/** The first rows of stretches that follow each other: the next is read only when one is not enough. */
async function stretchRows(
  ctx: Context,
  rows: Rows,
  parts: (SQL | undefined)[],
  limit: number,
): Promise<Awaited<ReturnType<typeof pageRows>>> {
  const found: Awaited<ReturnType<typeof pageRows>> = []
  for (const part of parts) {
    if (found.length < limit) found.push(...(await pageRows(ctx, rows, part, limit - found.length)))
  }
  return found
}

function pageRows(ctx: Context, { filter, source, branches, order }: Rows, start: SQL | undefined, limit: number) {
  const { column, read } = order
  const direction = sql.raw(filter.order)
  const parts = branches.map(
    (branch) => sql`(select ${photos.id} as id, ${column} as key from ${source.from(branch.rows)}
      where ${and(sql`(${branch.where})`, start)} order by ${column} ${direction}, ${photos.id} ${direction} limit ${limit})`,
  )
  const page = sql`(select id, key from (${sql.join(parts, sql` union all `)}) merged
    order by key ${direction}, id ${direction} limit ${limit}) page`
  // The rows of the page by their ids: joined with the table, a planner that thinks it small would read all of it.
  return ctx.db
    .with(onlyPhotos(ctx.db, sql`array(select id from ${page})`))
    .select({
      photo: photoColumns,
      owner: ownerColumnsFor(ctx.actor, throughAlbums(filter)),
      key: read,
    })
    .from(photos)
    .innerJoin(users, eq(users.id, photos.ownerId))
    .orderBy(sql`${column} ${direction}, ${photos.id} ${direction}`)
}
