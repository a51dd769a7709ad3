import { and, eq, isNull, or, type SQL, sql } from 'drizzle-orm'
import { photos } from '@/db/schema/photos'
import { users } from '@/db/schema/users'
import { visibleBranches } from '../access/visible-photos'
import type { Context } from '../context/context'
import { dearly } from '../load/dear'
import { onlyPhotos, photosByIds } from '../photos/by-ids'
import { ownerColumnsFor, photoColumns } from '../photos/columns'
import type { Photo } from '../photos/contract'
import { presentPhoto } from '../photos/present'
import { MOST_PLAIN_DISTANCE } from './distances'
import { nearPhotos, type Print } from './near-photos'

interface FindNear {
  /** Any of them may be near. */
  prints: Print[]
  /** In how many bits of the hash at most, 0 to 32. */
  distance: number
  limit: number
  /** The photo that is compared with: it is not its own neighbour. */
  except?: string
}

/**
 * The finished photos near a picture that lists show the actor (no trash), nearest first, then by id: all there are up to the limit, none missed.
 * @throws AppError unavailable when it takes too long
 */
export async function findNear(ctx: Context, input: FindNear): Promise<{ photo: Photo; distance: number }[]> {
  if (input.prints.length === 0) return []
  // Asked where it holds up nobody else.
  const dear = input.distance > MOST_PLAIN_DISTANCE || input.prints.length > 1
  const near = await (dear ? dearly(ctx, (lane) => nearIds(lane, input)) : nearIds(ctx, input))
  const ids = sql`${sql.param(near.map(({ id }) => id))}::uuid[]`
  const rows = await ctx.db
    .with(onlyPhotos(ctx.db, ids))
    .select({ photo: photoColumns, owner: ownerColumnsFor(ctx.actor) })
    .from(photos)
    .innerJoin(users, eq(users.id, photos.ownerId))
    .where(isListed(ctx))
  const found = new Map(rows.map((row) => [row.photo.id, presentPhoto(row.photo, row.owner, ctx.actor)]))
  return near.flatMap(({ id, distance }) => {
    const photo = found.get(id)
    return photo ? [{ photo, distance }] : []
  })
}

/** What the actor may see is asked for each hit by its id, before the limit. */
async function nearIds(ctx: Context, { prints, distance, limit, except }: FindNear) {
  const each = prints.map((print) => nearPhotos(print, distance))
  const others = except === undefined ? undefined : sql`photo_id <> ${except}`
  const { rows } = await ctx.db.execute<{ id: string; distance: number }>(sql`
    with near as materialized (
      select photo_id, min(distance) as distance from (${sql.join(each, sql` union all `)}) each
      where ${others ?? sql`true`} group by photo_id
    )
    select near.photo_id as id, near.distance
    from near join ${photosByIds(sql`array(select photo_id from near)`)} on ${photos.id} = near.photo_id
    where ${isListed(ctx)}
    order by near.distance, near.photo_id limit ${limit}`)
  return rows
}

function isListed({ actor }: Context): SQL {
  const seen = or(...visibleBranches(actor).map(({ where }) => where)) ?? sql`false`
  return and(sql`(${seen})`, eq(photos.status, 'ready'), isNull(photos.deletedAt)) as SQL
}
