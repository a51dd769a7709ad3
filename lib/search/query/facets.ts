import { type SQL, sql } from 'drizzle-orm'
import type { Context } from '../../context/context'
import type { Facet, FacetReply } from '../language/contract'
import type { Filter } from '../language/terms'
import { type CounterScope, countedOwners, countedValues, counterScope } from './counters'
import { expandAlbums } from './expand-albums'
import { columnFacets, FACET_CONDITIONS, isColumnFacet, ownFacets } from './facet-source'
import { countingParts } from './grouped'
import { inLane } from './lane'
import { type Names, resolveNames } from './names'
import { refuseLink } from './refuse-link'
import { filterBranches } from './where'

/** Values given for one facet at most. */
const FACET_LIMIT = 100

/** What narrows the values themselves, for suggestions. */
interface ValueOptions {
  /** Only values with a word that begins so, accents ignored. */
  matching?: string
  limit?: number
}

/**
 * How many of the filter's photos that the actor may see have each value: what is left if one chose it. A facet ignores the
 * filter's own condition on it, so that another value can be chosen instead. One statement, so all counts are of one moment.
 */
export async function getFacets(
  ctx: Context,
  given: Filter,
  facets: Facet[],
  options: ValueOptions = {},
): Promise<FacetReply> {
  refuseLink(ctx.actor)
  const filter = await expandAlbums(ctx, given)
  return inLane(ctx, filter, (lane) => countFacets(lane, filter, facets, options))
}

async function countFacets(ctx: Context, filter: Filter, facets: Facet[], options: ValueOptions): Promise<FacetReply> {
  const reply: FacetReply = Object.fromEntries(facets.map((facet) => [facet, []]))
  const names = await resolveNames(ctx, filter)
  const parts = groupByFilter(filter, facets).flatMap((group) => groupValues(ctx, group.filter, group.facets, names))
  if (parts.length === 0) return reply
  const matching = options.matching ? sql`and ${beginsWord(sql`value`, options.matching)}` : sql``
  const { rows } = await ctx.db.execute<{ facet: Facet; value: string; n: string }>(sql`
    select facet, value, n from (
      select facet, value, n, row_number() over (partition by facet order by n desc, value) as rank
      from (${sql.join(parts, sql` union all `)}) counted where n > 0 and value is not null ${matching}) ranked
    where rank <= ${options.limit ?? FACET_LIMIT} order by facet, rank`)
  for (const row of rows) reply[row.facet]?.push({ value: row.value, count: Number(row.n) })
  return reply
}

/** A word of the value begins with this, written the same or without the hyphens and apostrophes in it. */
export function beginsWord(value: SQL, typed: string): SQL {
  // A part of a path is a word, too.
  const begins = (text: SQL, part: SQL) =>
    sql`' ' || replace(${text}, '/', ' ') like '% ' || substr(replace(public.search_part(${part}), '/', ' '), 2)`
  const joined = (text: SQL) => sql`public.search_joined(public.search_fold(${text}))`
  const same = begins(sql`public.search_fold(${value})`, sql`${typed}`)
  return sql`(${same} or ${begins(joined(value), joined(sql`${typed}`))})`
}

/** Facets that ignore different conditions are counted over different filters; most share one. */
function groupByFilter(filter: Filter, facets: Facet[]): { filter: Filter; facets: Facet[] }[] {
  const groups = new Map<string, { filter: Filter; facets: Facet[] }>()
  for (const facet of facets) {
    const ignored = FACET_CONDITIONS[facet]
    const terms = filter.terms.filter((term) => !('is' in term && ignored.includes(term.is)))
    const key = JSON.stringify(terms)
    const group = groups.get(key) ?? { filter: { ...filter, terms }, facets: [] }
    group.facets.push(facet)
    groups.set(key, group)
  }
  return [...groups.values()]
}

/** Selects of (facet, value, n). */
function groupValues(ctx: Context, filter: Filter, facets: Facet[], names: Names): SQL[] {
  const scope = counterScope(filter, ctx.actor)
  if (scope === null) {
    const counted = countingParts(filter, ctx.actor).map((part) => ({
      branches: filterBranches(part.filter, ctx.actor, names),
      source: part.source,
    }))
    const rows = filterBranches(filter, ctx.actor, names)
    const others = facets.filter((facet) => !isColumnFacet(facet))
    const own = others.flatMap((facet) => ownFacets(rows, [facet]).map((values) => spelledOnce(facet, values)))
    return [...columnFacets(counted, facets.filter(isColumnFacet)), ...own]
  }
  return facets.flatMap((facet) => {
    const values = countedFacet(scope, facet)
    if (values === null) return []
    return [
      spelledOnce(facet, sql`select ${facet}::text as facet, value, sum(n) as n from (${values}) kept group by value`),
    ]
  })
}

/** Spellings of a tag that differ in case are one value, called as most photos call it. */
function spelledOnce(facet: Facet, values: SQL): SQL {
  if (facet !== 'tag') return values
  return sql`select facet, (array_agg(value order by n desc, value))[1] as value, sum(n) as n from (${values}) spelled
    where n > 0 group by facet, lower(value)`
}

function countedFacet(scope: CounterScope, facet: Facet): SQL | null {
  if (facet === 'owner') return countedOwners(scope)
  if (facet === 'visibility') return countedVisibility(scope)
  if (facet === 'favourite') {
    const values = countedValues(scope, facet)
    return values && sql`select value, n from (${values}) flags where value = 'true'`
  }
  if (facet !== 'year') return countedValues(scope, facet)
  const months = countedValues(scope, 'month')
  return months && sql`select left(value, -3) as value, n from (${months}) months`
}

function countedVisibility(scope: CounterScope): SQL | null {
  const labelled = (label: string, part: CounterScope) => {
    const values = countedValues(part, 'all')
    return values ? [sql`select ${label}::text as value, n from (${values}) one`] : []
  }
  const own = (audience: number): CounterScope => ({
    ...scope,
    others: null,
    own: scope.own?.audiences.includes(audience) ? { ...scope.own, audiences: [audience] } : null,
  })
  const parts = [
    ...labelled('private', own(0)),
    ...labelled('public', own(1)),
    ...labelled('public', { ...scope, own: null }),
  ]
  return parts.length === 0 ? null : sql.join(parts, sql` union all `)
}
