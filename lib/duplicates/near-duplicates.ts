import { and, eq, sql } from 'drizzle-orm'
import { duplicateGroups, duplicatePairs, duplicateWork } from '@/db/schema/duplicates'
import { photos } from '@/db/schema/photos'
import { requireUser } from '../context/actor'
import type { Context } from '../context/context'
import { isGrouped } from './find-group'
import { MOST_NAMED, type NearDuplicatesReply, type NearDuplicatesRequest } from './near-contract'
import { MOST_NEIGHBOURS } from './renew-pairs'

/**
 * Which of some own photos have duplicates among one's own, those in the trash and those that were said to be none left out: one question for many
 * photos, by keys alone.
 * @throws AppError unauthenticated
 */
export async function nearDuplicates(ctx: Context, input: NearDuplicatesRequest): Promise<NearDuplicatesReply> {
  // First: what is worked off meanwhile is seen below.
  const waiting = await waitingOf(ctx, input.photos)
  const found = new Map<string, { count: number; like: string[] }>()
  for (const { photo, other, size } of await pairsOf(ctx, input.photos)) {
    const { like } = found.get(photo) ?? { like: [] }
    // Of a crowd not all pairs are kept; all of its photos hang together.
    found.set(photo, { count: like.length + 1 < MOST_NEIGHBOURS ? like.length + 1 : size - 1, like: [...like, other] })
  }
  const items = [...found].map(([photo, { count, like }]) => ({ photo, count, like: like.slice(0, MOST_NAMED) }))
  return { items, waiting }
}

/** Pairs that hold a group of duplicates together, the nearest first. */
async function pairsOf(ctx: Context, ids: string[]): Promise<{ photo: string; other: string; size: number }[]> {
  const { userId } = requireUser(ctx.actor)
  const { a, b, distance, kind } = duplicatePairs
  const { rows } = await ctx.db.execute<{ photo: string; other: string; size: number }>(sql`
    select wanted.id as photo, other.id as other, ${duplicateGroups.size} as size
    from unnest(${sql.param([...new Set(ids)])}::uuid[]) as wanted (id)
      join duplicate_members mine on mine.photo_id = wanted.id
      join ${duplicateGroups} on ${duplicateGroups.id} = mine.group_id
        and ${and(eq(duplicateGroups.ownerId, userId), eq(duplicateGroups.sort, 'duplicate'))}
      cross join lateral (
        select ${b} as id, ${distance} as distance from ${duplicatePairs} where ${a} = wanted.id and ${kind} not in ('burst', 'companion')
        union all
        select ${a}, ${distance} from ${duplicatePairs} where ${b} = wanted.id and ${kind} not in ('burst', 'companion')
      ) other
      join duplicate_members theirs on theirs.group_id = mine.group_id and theirs.photo_id = other.id
      cross join lateral (select from ${photos} where ${photos.id} = other.id and ${isGrouped(ctx)} offset 0) there
    order by other.distance, other.id`)
  return rows
}

async function waitingOf(ctx: Context, ids: string[]): Promise<string[]> {
  const { userId } = requireUser(ctx.actor)
  const rows = await ctx.db
    .selectDistinct({ id: duplicateWork.photoId })
    .from(duplicateWork)
    .where(and(eq(duplicateWork.ownerId, userId), sql`${duplicateWork.photoId} = any(${sql.param(ids)}::uuid[])`))
  return rows.map(({ id }) => id)
}
