import { and, asc, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { duplicateGroups, duplicateMembers } from '@/db/schema/duplicates'
import { photos } from '@/db/schema/photos'
import { isOwn } from '../access/owners'
import { requireUser } from '../context/actor'
import type { Context } from '../context/context'
import { notFound } from '../errors/app-error'
import { MOST_PHOTOS } from './contract'

/** Own finished photos outside the trash: of these groups are, also where the job that takes others out has not run yet. */
export function isGrouped({ actor }: Context): SQL {
  return and(isOwn(actor, photos.ownerId), eq(photos.status, 'ready'), isNull(photos.deletedAt)) as SQL
}

/** The photos of an own group, those that are shown, in the order of their ids. @throws AppError unauthenticated, not_found */
export async function findOwnGroup(ctx: Context, groupId: string): Promise<string[]> {
  const { userId } = requireUser(ctx.actor)
  const rows = await ctx.db
    .select({ id: photos.id })
    .from(duplicateGroups)
    .innerJoin(duplicateMembers, eq(duplicateMembers.groupId, duplicateGroups.id))
    .innerJoin(photos, eq(photos.id, duplicateMembers.photoId))
    .where(and(eq(duplicateGroups.id, groupId), eq(duplicateGroups.ownerId, userId), isGrouped(ctx)))
    .orderBy(asc(photos.id))
    .limit(MOST_PHOTOS)
  if (rows.length < 2) throw notFound()
  return rows.map(({ id }) => id)
}

/** The first photos of each of some groups, as a table `(group_id, photo_id)`. */
export function shownMembers(groupIds: string[]): SQL {
  return sql`(
    select groups.id as group_id, member.photo_id
    from unnest(${sql.param(groupIds)}::uuid[]) as groups (id), lateral (
      select photo_id from duplicate_members where group_id = groups.id order by photo_id limit ${MOST_PHOTOS}
    ) member)`
}
