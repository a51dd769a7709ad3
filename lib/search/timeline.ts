import { type SQL, sql } from 'drizzle-orm'
import { photos } from '@/db/schema/photos'
import type { Context } from '../context'
import type { Timeline } from './contract'
import { countedValues, counterScope } from './counters'
import { expandAlbums } from './expand-albums'
import { countingParts } from './grouped'
import { inLane } from './lane'
import { resolveNames } from './names'
import type { Filter } from './terms'
import { filterBranches } from './where'

/** How many photos of a filter the actor may see in each month, in the filter's order of time. */
export async function getTimeline(ctx: Context, given: Filter): Promise<Timeline> {
  const filter = await expandAlbums(ctx, given)
  return inLane(ctx, filter, (lane) => countMonths(lane, filter))
}

async function countMonths(ctx: Context, filter: Filter): Promise<Timeline> {
  const scope = counterScope(filter, ctx.actor)
  const values = scope ? countedValues(scope, 'month') : await monthRows(ctx, filter)
  if (values === null) return { months: [] }
  const direction = sql.raw(filter.order)
  const rows = await ctx.db
    .select({ month: sql<string>`value`, count: sql<string>`sum(n)` })
    .from(sql`(${values}) counted`)
    .groupBy(sql`value`)
    .having(sql`sum(n) > 0`)
    .orderBy(sql`value ${direction}`)
  return { months: rows.map((row) => ({ month: row.month, count: Number(row.count) })) }
}

async function monthRows(ctx: Context, filter: Filter): Promise<SQL | null> {
  const names = await resolveNames(ctx, filter)
  const month = sql`date_trunc('month', ${photos.takenSort})`
  const selects = countingParts(filter).flatMap(({ filter: part, source }) =>
    filterBranches(part, ctx.actor, names).map(
      (branch) => sql`select to_char(month, 'YYYY-MM') as value, n from (
        select ${month} as month, ${source.n} as n from ${source.from(branch.rows)} where ${branch.where} group by 1) months`,
    ),
  )
  return selects.length === 0 ? null : sql.join(selects, sql` union all `)
}
