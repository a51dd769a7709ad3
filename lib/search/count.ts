import { sql } from 'drizzle-orm'
import { photos } from '@/db/schema/photos'
import type { Context } from '../context'
import type { Filter } from './terms'
import { filterBranches } from './where'

/** How many photos of a filter the actor may see. */
export async function countPhotos(ctx: Context, filter: Filter): Promise<number> {
  const branches = filterBranches(filter, ctx.actor)
  const counts = await Promise.all(
    branches.map(async (branch) => {
      const [row] = await ctx.db.select({ total: sql<string>`count(*)` }).from(photos).where(branch.where)
      return Number(row?.total ?? 0)
    }),
  )
  return counts.reduce((sum, count) => sum + count, 0)
}
