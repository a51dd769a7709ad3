import { type SQL, sql } from 'drizzle-orm'
import type { Context } from '../../context/context'
import type { Filter, Term } from '../language/terms'

/** Conditions on names: a filter means every spelling that folds to what was typed, or holds it. */
export const NAMED = ['town', 'region', 'country', 'camera', 'lens'] as const
export type NamedKey = (typeof NAMED)[number]

/** The spellings that the named conditions of a filter mean, by `nameKey`. */
export type Names = ReadonlyMap<string, string[]>

/** The key of a name in `Names`. */
export function nameKey(key: NamedKey, value: string): string {
  return `${key}:${value}`
}

/**
 * Looks up the spellings that a filter's names mean, so that the query can ask for exactly these: the planner then knows how many
 * rows to expect. Spellings say nothing about whose they are; they are compared with rows the actor may see, no more.
 */
export async function resolveNames(ctx: Pick<Context, 'db'>, filter: Filter): Promise<Names> {
  const wanted = new Map(filter.terms.flatMap(namedTerms).map((term) => [nameKey(term.key, term.value), term]))
  if (wanted.size === 0) return new Map()
  const parts = [...wanted].map(
    ([id, { key, value }]) => sql`(select ${id}::text as id, array(${spellings(key, value)}) as names)`,
  )
  const { rows } = await ctx.db.execute<{ id: string; names: string[] }>(sql.join(parts, sql` union all `))
  return new Map(rows.map((row) => [row.id, row.names]))
}

/** A query for the spellings of one name. */
export function spellings(key: NamedKey, value: string): SQL {
  const joined = sql`public.search_joined(public.search_fold(${value}))`
  const matches =
    key === 'camera' || key === 'lens'
      ? sql`(folded like public.search_part(${value}) or public.search_joined(folded) like public.search_part(${joined}))`
      : sql`(folded = public.search_fold(${value}) or public.search_joined(folded) = ${joined})`
  return sql`select distinct name from photo_names where facet = ${key} and ${matches}`
}

function namedTerms(term: Term): { key: NamedKey; value: string }[] {
  if ('not' in term) return namedTerms(term.not)
  if ('any' in term) return term.any.flatMap(namedTerms)
  if ('all' in term) return term.all.flatMap(namedTerms)
  return 'is' in term && isNamed(term.is) ? [{ key: term.is, value: term.value }] : []
}

function isNamed(key: string): key is NamedKey {
  return (NAMED as readonly string[]).includes(key)
}
