import { parseFilter, toQuery } from '@/lib/search/language/filter'
import { mentions } from '@/lib/search/language/terms'
import { addressWith } from './filter-view'
import { findProblem, type SearchProblem } from './search-problem'

export type { SearchProblem } from './search-problem'

/**
 * The address that shows what was typed, in the canonical form; or what is wrong. Heavy: load it when somebody searches.
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
