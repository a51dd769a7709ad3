import { and, asc, eq, or, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import * as z from 'zod'
import { albumPhotos, albums } from '@/db/schema/albums'
import { duplicateGroups } from '@/db/schema/duplicates'
import { photos } from '@/db/schema/photos'
import { users } from '@/db/schema/users'
import { isOwn } from '../access/owners'
import { sharedWith } from '../access/visible-albums'
import { requireUser } from '../context/actor'
import type { Context } from '../context/context'
import { openCursor, sealCursor } from '../cursors/sealed-cursor'
import { AppError } from '../errors/app-error'
import { onlyPhotos } from '../photos/by-ids'
import { ownerColumns, photoColumns } from '../photos/columns'
import type { Photo } from '../photos/contract'
import { presentPhoto } from '../photos/present'
import { type DuplicateGroup, type DuplicatePage, type DuplicatesQuery, MOST_PHOTOS } from './contract'
import { isGrouped, shownMembers } from './find-group'
import { fitting } from './fitting'
import { sortOf } from './kind-of'
import { differencesOf, propose } from './propose'

type GroupRow = typeof duplicateGroups.$inferSelect & { place: string }
type Pair = DuplicateGroup['pairs'][number]

/** Where a page ends: the list, the time in the database's own words (a Date has no microseconds) and the group. */
const Place = z.tuple([z.literal('duplicates'), z.string(), z.string().max(40), z.uuid()])

/**
 * One's own groups of photos that look alike, those with the newest photos first.
 * @param until only groups whose photos were there then
 * @throws AppError unauthenticated; invalid for a cursor that is none of this list
 */
export async function listDuplicates(ctx: Context, input: DuplicatesQuery, until?: string): Promise<DuplicatePage> {
  const rows = await groupRows(ctx, input, until)
  const shown = fitting(rows.slice(0, input.limit))
  const last = rows.length > shown.length ? shown.at(-1) : undefined
  const members = await shownMembers(
    ctx,
    shown.map(({ id }) => id),
  )
  const photos = await photosOf(ctx, members)
  const pairs = await pairsOf(ctx, members)
  const items = shown.flatMap((group) => presentGroup(group, photos.get(group.id) ?? [], pairs.get(group.id) ?? []))
  const total = input.count === 'true' ? await ctx.db.$count(duplicateGroups, groupsOf(ctx, input.kind)) : undefined
  return {
    items,
    next: last ? sealCursor(['duplicates', input.kind ?? '', last.place, last.id]) : null,
    ...(total === undefined ? {} : { total }),
  }
}

function groupsOf({ actor }: Context, kind: DuplicatesQuery['kind']): SQL | undefined {
  const { userId } = requireUser(actor)
  const which = kind === undefined ? eq(duplicateGroups.sort, 'duplicate') : eq(duplicateGroups.kind, kind)
  return and(eq(duplicateGroups.ownerId, userId), which)
}

/** Before the first page: later than every group. */
const START: [string, string] = ['infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff']

async function groupRows(
  ctx: Context,
  { kind, limit, cursor }: DuplicatesQuery,
  until = 'infinity',
): Promise<GroupRow[]> {
  const { userId } = requireUser(ctx.actor)
  const [newest, id] = cursor === undefined ? START : placeOf(cursor, kind)
  const { rows } = await ctx.db.execute<Omit<GroupRow, 'newest'> & { newest: string }>(sql`
    select id, owner_id as "ownerId", sort, kind, newest, size, newest::text as place
    from public.duplicate_groups_page(${userId}::uuid, 'duplicate', ${kind ?? null}::text, ${newest}::timestamptz, ${id}::uuid,
      ${until}::timestamptz, ${limit + 1}::integer)`)
  return rows.map((row) => ({ ...row, newest: new Date(row.newest) }))
}

/** @throws AppError invalid for a cursor that is none of this list */
function placeOf(cursor: string, kind: string | undefined): [string, string] {
  const place = Place.safeParse(openCursor(cursor))
  if (!place.success || place.data[1] !== (kind ?? ''))
    throw new AppError('invalid', 'cursor: This cursor is not one of this list; start again without it.')
  const [, , newest, id] = place.data
  return [newest, id]
}

async function photosOf(ctx: Context, members: Map<string, string>): Promise<Map<string, Photo[]>> {
  const rows = await ctx.db
    .with(onlyPhotos(ctx.db, idArray([...members.keys()])))
    .select({ photo: photoColumns, owner: ownerColumns })
    .from(photos)
    .innerJoin(users, eq(users.id, photos.ownerId))
    .where(isGrouped(ctx))
  const albums = await albumsOf(ctx, [...members.keys()])
  const found = new Map<string, Photo[]>()
  for (const { photo, owner } of rows) {
    const presented = { ...presentPhoto(photo, owner, ctx.actor), albums: albums.get(photo.id) ?? [] }
    add(found, members.get(photo.id), presented)
  }
  return found
}

async function albumsOf(ctx: Context, photoIds: string[]): Promise<Map<string, NonNullable<Photo['albums']>>> {
  const rows = await ctx.db
    .select({ photo: albumPhotos.photoId, id: albums.id, title: albums.title })
    .from(albumPhotos)
    .innerJoin(albums, eq(albums.id, albumPhotos.albumId))
    .where(and(inAny(albumPhotos.photoId, photoIds), or(isOwn(ctx.actor, albums.ownerId), sharedWith(ctx.actor))))
    .orderBy(asc(albums.title), asc(albums.id))
  const found = new Map<string, NonNullable<Photo['albums']>>()
  for (const { photo, ...album } of rows) add(found, photo, album)
  return found
}

/** The pairs of each group among its photos, the nearest first. */
async function pairsOf({ db }: Context, members: Map<string, string>): Promise<Map<string, Pair[]>> {
  const { rows } = await db.execute<Pair>(
    sql`select a, b, distance, kind from public.duplicate_pairs_of(${sql.param([...members.keys()])}::uuid[])`,
  )
  const found = new Map<string, Pair[]>()
  for (const pair of rows) {
    const group = members.get(pair.a)
    if (group === members.get(pair.b)) add(found, group, pair)
  }
  return found
}

function inAny(column: SQLWrapper, ids: string[]): SQL {
  return sql`${column} = any(${idArray(ids)})`
}

function idArray(ids: string[]): SQL {
  return sql`${sql.param(ids)}::uuid[]`
}

function add<T>(lists: Map<string, T[]>, key: string | undefined, item: T): void {
  if (key === undefined) return
  const list = lists.get(key)
  if (list) list.push(item)
  else lists.set(key, [item])
}

/** None where fewer than two are left that the next run of the job has not taken out yet. */
function presentGroup(group: GroupRow, photos: Photo[], pairs: Pair[]): DuplicateGroup[] {
  if (photos.length < 2) return []
  const proposal = propose(photos)
  const inOrder = [...photos].sort((a, b) => {
    if ((a.id === proposal.keep) !== (b.id === proposal.keep)) return a.id === proposal.keep ? -1 : 1
    return a.id < b.id ? -1 : 1
  })
  const there = new Set(photos.map(({ id }) => id))
  return [
    {
      id: group.id,
      kind: group.kind,
      // Some may have gone to the trash since the job counted them.
      size: photos.length < MOST_PHOTOS ? photos.length : group.size,
      newest: group.newest.toISOString(),
      photos: inOrder,
      pairs: pairs.filter(({ a, b, kind }) => there.has(a) && there.has(b) && sortOf(kind) === group.sort),
      differences: differencesOf(photos),
      proposal,
    },
  ]
}
