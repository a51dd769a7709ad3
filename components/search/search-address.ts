import { parseFilter, toQuery } from '@/lib/search/language/filter'
import { mentions } from '@/lib/search/language/terms'
import { rememberSearch } from '../session/recent-searches'
import { addressWith } from './filter-view'
import { idsOfNames } from './suggest/ids-of-names'
import { findProblem, type SearchProblem } from './suggest/search-problem'

export type { SearchProblem } from './suggest/search-problem'

/**
 * Where a typed search leads, with names of albums and sources in it; it is remembered for whoever typed it. Heavy: load it when somebody searches.
 * @param username null for visitors, of whom nothing is kept
 */
export async function typedAddress(
  typed: string,
  path: string,
  mine: boolean,
  username: string | null,
): Promise<{ href: string } | { problem: SearchProblem }> {
  const named = await idsOfNames(typed)
  if ('problem' in named) return named
  const found = searchAddress(named.text, path, mine)
  if ('problem' in found) return { problem: named.inNames(found.problem) }
  if (username !== null) rememberSearch(username, typed)
  return found
}

/**
 * The address that shows what was typed, in the canonical form; or what is wrong.
 * @param mine whether only one's own photos are meant where the text says nothing of whose they are
 */
export function searchAddress(
  text: string,
  path: string,
  mine: boolean,
): { href: string } | { problem: SearchProblem } {
  const problem = findProblem(text)
  if (problem) return { problem }
  const filter = parseFilter(new URLSearchParams({ q: text }))
  const everyones = !mine || mentions(filter.terms, 'owner')
  const query = toQuery(everyones ? filter : parseFilter(new URLSearchParams({ q: text, owner: 'me' })))
  return { href: addressWith(path, query.toString()) }
}
