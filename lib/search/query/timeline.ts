import { type SQL, sql } from 'drizzle-orm'
import { photos } from '@/db/schema/photos'
import type { Context } from '../../context/context'
import type { Timeline } from '../language/contract'
import type { Filter } from '../language/terms'
import { type CounterScope, countedValues, counterScope } from './counters'
import { expandAlbums } from './expand-albums'
import { countingParts } from './grouped'
import { inLane } from './lane'
import { resolveNames } from './names'
import { refuseLink } from './refuse-link'
import { filterBranches } from './where'

/** How many photos of a filter the actor may see in each month, in the filter's order of time. */
export async function getTimeline(ctx: Context, given: Filter): Promise<Timeline> {
  refuseLink(ctx.actor)
  const filter = await expandAlbums(ctx, given)
  return inLane(ctx, filter, (lane) => countMonths(lane, filter))
}

async function countMonths(ctx: Context, filter: Filter): Promise<Timeline> {
  const scope = counterScope(filter, ctx.actor)
  const values = scope ? countedMonths(scope) : await monthRows(ctx, filter)
  if (values === null) return { months: [], undated: 0 }
  const direction = sql.raw(filter.order)
  const rows = await ctx.db
    .select({ month: sql<string | null>`value`, count: sql<string>`sum(n)` })
    .from(sql`(${values}) counted`)
    .groupBy(sql`value`)
    .having(sql`sum(n) > 0`)
    .orderBy(sql`value ${direction}`)
  const counted = rows.map(({ month, count }) => ({ month, count: Number(count) }))
  return {
    months: counted.flatMap(({ month, count }) => (month === null ? [] : [{ month, count }])),
    undated: counted.find(({ month }) => month === null)?.count ?? 0,
  }
}

/** The counters have no month for photos without a date: those are what the months leave of all. */
function countedMonths(scope: CounterScope): SQL | null {
  const [all, months] = [countedValues(scope, 'all'), countedValues(scope, 'month')]
  if (all === null || months === null) return null
  return sql`select value, n from (${months}) months
    union all select null, n from (${all}) counted union all select null, -n from (${months}) dated`
}

async function monthRows(ctx: Context, filter: Filter): Promise<SQL | null> {
  const names = await resolveNames(ctx, filter)
  const month = sql`date_trunc('month', ${photos.takenSort})`
  const selects = countingParts(filter, ctx.actor).flatMap(({ filter: part, source }) =>
    filterBranches(part, ctx.actor, names).map(
      // No month where there is no date: `to_char` of infinity is null.
      (branch) => sql`select to_char(month, 'YYYY-MM') as value, n from (
        select ${month} as month, ${source.n} as n from ${source.from(branch.rows)} where ${branch.where} group by 1) months`,
    ),
  )
  return selects.length === 0 ? null : sql.join(selects, sql` union all `)
}
