import { and, desc, eq, type SQL, sql } from 'drizzle-orm'
import * as z from 'zod'
import { duplicateGroups } from '@/db/schema/duplicates'
import { photos } from '@/db/schema/photos'
import { users } from '@/db/schema/users'
import { isOwn } from '../access/owners'
import { sharedWith } from '../access/visible-albums'
import { requireUser } from '../context/actor'
import type { Context } from '../context/context'
import { openCursor, sealCursor } from '../cursors/sealed-cursor'
import { AppError } from '../errors/app-error'
import { ownerColumns, photoColumns } from '../photos/columns'
import type { Photo } from '../photos/contract'
import { presentPhoto } from '../photos/present'
import type { DuplicateGroup, DuplicatePage, DuplicatesQuery } from './contract'
import { isGrouped, shownMembers } from './find-group'
import { sortOf } from './kind-of'
import { differencesOf, propose } from './propose'

type GroupRow = typeof duplicateGroups.$inferSelect & { place: string }
type Pair = DuplicateGroup['pairs'][number]

/** Where a page ends: the list, the time in the database's own words (a Date has no microseconds) and the group. */
const Place = z.tuple([z.literal('duplicates'), z.string(), z.string().max(40), z.uuid()])

/**
 * One's own groups of photos that look alike, those with the newest photos first.
 * @throws AppError unauthenticated; invalid for a cursor that is none of this list
 */
export async function listDuplicates(ctx: Context, input: DuplicatesQuery): Promise<DuplicatePage> {
  const rows = await groupRows(ctx, input)
  const shown = rows.slice(0, input.limit)
  const last = rows.length > input.limit ? shown.at(-1) : undefined
  const ids = shown.map(({ id }) => id)
  const members = await membersOf(ctx, ids)
  const pairs = await pairsOf(ctx, ids)
  const items = shown.flatMap((group) => presentGroup(group, members.get(group.id) ?? [], pairs.get(group.id) ?? []))
  return { items, next: last ? sealCursor(['duplicates', input.kind ?? '', last.place, last.id]) : null }
}

async function groupRows(ctx: Context, { kind, limit, cursor }: DuplicatesQuery): Promise<GroupRow[]> {
  const { userId } = requireUser(ctx.actor)
  const { id, ownerId, sort, newest, size } = duplicateGroups
  const columns = { id, ownerId, sort, newest, size, kind: duplicateGroups.kind, place: sql<string>`${newest}::text` }
  const which = kind === undefined ? eq(sort, 'duplicate') : eq(duplicateGroups.kind, kind)
  return ctx.db
    .select(columns)
    .from(duplicateGroups)
    .where(and(eq(ownerId, userId), which, cursor === undefined ? undefined : behind(cursor, kind)))
    .orderBy(desc(newest), desc(id))
    .limit(limit + 1)
}

function behind(cursor: string, kind: string | undefined): SQL {
  const place = Place.safeParse(openCursor(cursor))
  if (!place.success || place.data[1] !== (kind ?? ''))
    throw new AppError('invalid', 'cursor: This cursor is not one of this list; start again without it.')
  const [, , newest, id] = place.data
  return sql`(${duplicateGroups.newest}, ${duplicateGroups.id}) < (${newest}::timestamptz, ${id}::uuid)`
}

async function membersOf(ctx: Context, groupIds: string[]): Promise<Map<string, Photo[]>> {
  if (groupIds.length === 0) return new Map()
  const member = sql`${shownMembers(groupIds)} as member`
  const rows = await ctx.db
    .select({ group: sql<string>`member.group_id`.as('group_id'), photo: photoColumns, owner: ownerColumns })
    .from(photos)
    .innerJoin(member, sql`member.photo_id = ${photos.id}`)
    .innerJoin(users, eq(users.id, photos.ownerId))
    .where(isGrouped(ctx))
  const albums = await albumsOf(ctx, groupIds)
  const found = new Map<string, Photo[]>()
  for (const { group, photo, owner } of rows) {
    const presented = { ...presentPhoto(photo, owner, ctx.actor), albums: albums.get(photo.id) ?? [] }
    found.set(group, [...(found.get(group) ?? []), presented])
  }
  return found
}

async function albumsOf(ctx: Context, groupIds: string[]): Promise<Map<string, NonNullable<Photo['albums']>>> {
  const { rows } = await ctx.db.execute<{ photo: string; albums: NonNullable<Photo['albums']> }>(sql`
    select held.photo_id as photo, jsonb_agg(jsonb_build_object('id', albums.id, 'title', albums.title) order by albums.title, albums.id) as albums
    from (select distinct photo_id from ${shownMembers(groupIds)} member) shown
      join album_photos held on held.photo_id = shown.photo_id
      join albums on albums.id = held.album_id
    where (${isOwn(ctx.actor, sql`albums.owner_id`)} or ${sharedWith(ctx.actor)})
    group by held.photo_id`)
  return new Map(rows.map(({ photo, albums }) => [photo, albums]))
}

async function pairsOf(ctx: Context, groupIds: string[]): Promise<Map<string, Pair[]>> {
  if (groupIds.length === 0) return new Map()
  const { rows } = await ctx.db.execute<Pair & { group: string; sort: string }>(sql`
    with member as materialized (select * from ${shownMembers(groupIds)} member)
    select one.group_id as "group", groups.sort, pair.a, pair.b, pair.distance, pair.kind
    from member one
      join duplicate_groups groups on groups.id = one.group_id
      join duplicate_pairs pair on pair.a = one.photo_id
      join member other on other.group_id = one.group_id and other.photo_id = pair.b
    order by pair.distance, pair.a, pair.b`)
  const found = new Map<string, Pair[]>()
  for (const { group, sort, ...pair } of rows) {
    if (sortOf(pair.kind) === sort) found.set(group, [...(found.get(group) ?? []), pair])
  }
  return found
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
      size: group.size,
      newest: group.newest.toISOString(),
      photos: inOrder,
      pairs: pairs.filter(({ a, b }) => there.has(a) && there.has(b)),
      differences: differencesOf(photos),
      proposal,
    },
  ]
}
