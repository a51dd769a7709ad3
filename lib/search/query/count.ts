import { sql } from 'drizzle-orm'
import type { Context } from '../../context/context'
import type { Filter } from '../language/terms'
import { countedValues, counterScope } from './counters'
import { expandAlbums } from './expand-albums'
import { countingParts, photoRows } from './grouped'
import { inLane } from './lane'
import { resolveNames } from './names'
import { filterBranches } from './where'

/** How many photos of a filter the actor may see: from the counters for a whole library, else counted. */
export async function countPhotos(ctx: Context, given: Filter): Promise<number> {
  const filter = await expandAlbums(ctx, given)
  const scope = counterScope(filter, ctx.actor)
  if (scope === null) return inLane(ctx, filter, (lane) => countRows(lane, filter))
  const values = countedValues(scope, 'all')
  if (values === null) return 0
  const [row] = await ctx.db.select({ total: sql<string>`coalesce(sum(n), 0)` }).from(sql`(${values}) counted`)
  return Number(row?.total ?? 0)
}

async function countRows(ctx: Context, filter: Filter): Promise<number> {
  const names = await resolveNames(ctx, filter)
  // Of what a link opens no groups are kept.
  const parts = ctx.actor.kind === 'link' ? [photoRows(filter, ctx.actor)] : countingParts(filter, ctx.actor)
  const counts = parts.flatMap(({ filter: part, source }) =>
    filterBranches(part, ctx.actor, names).map(
      (branch) => sql`(select coalesce(${source.n}, 0) from ${source.from(branch.rows)} where ${branch.where})`,
    ),
  )
  if (counts.length === 0) return 0
  const { rows } = await ctx.db.execute<{ total: string }>(sql`select ${sql.join(counts, sql` + `)} as total`)
  return Number(rows[0]?.total ?? 0)
}
