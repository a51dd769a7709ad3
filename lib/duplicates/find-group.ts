import { and, asc, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { duplicateGroups } from '@/db/schema/duplicates'
import { photos } from '@/db/schema/photos'
import { isOwn } from '../access/owners'
import { requireUser } from '../context/actor'
import type { Context } from '../context/context'
import { notFound } from '../errors/app-error'
import { isOneOf } from '../photos/is-one-of'
import { MOST_PHOTOS } from './contract'

/** Own finished photos outside the trash: of these groups are, also where the job that takes others out has not run yet. */
export function isGrouped({ actor }: Context): SQL {
  return and(isOwn(actor, photos.ownerId), eq(photos.status, 'ready'), isNull(photos.deletedAt)) as SQL
}

/** The photos of an own group, those that are shown, in the order of their ids. @throws AppError unauthenticated, not_found */
export async function findOwnGroup(ctx: Context, groupId: string): Promise<string[]> {
  const { userId } = requireUser(ctx.actor)
  const { id, ownerId } = duplicateGroups
  const [group] = await ctx.db
    .select({ id })
    .from(duplicateGroups)
    .where(and(eq(id, groupId), eq(ownerId, userId)))
  if (!group) throw notFound()
  const members = await shownMembers(ctx, [group.id])
  const rows = await ctx.db
    .select({ id: photos.id })
    .from(photos)
    .where(and(isOneOf([...members.keys()]), isGrouped(ctx)))
    .orderBy(asc(photos.id))
  if (rows.length < 2) throw notFound()
  return rows.map((row) => row.id)
}

/** The first photos of each of some groups of one sort, and which group each is in. By keys alone, whatever the planner thinks (db/functions/duplicates.sql). */
export async function shownMembers({ db }: Context, groupIds: string[]): Promise<Map<string, string>> {
  const { rows } = await db.execute<{ group: string; photo: string }>(sql`
    select group_id as "group", photo_id as photo
    from public.duplicate_members_of(${sql.param(groupIds)}::uuid[], ${MOST_PHOTOS}::integer)`)
  return new Map(rows.map(({ group, photo }) => [photo, group]))
}
