import { findProblem, type SearchProblem, withoutProblems } from '@/components/search/search-problem'
import { searchText } from '@/components/search/search-text'
import { type Filter, parseFilter } from '@/lib/search/language/filter'

export interface PageSearch {
  /** What can be shown: without the conditions that are wrong. */
  filter: Filter
  mistake: { text: string; problem: SearchProblem } | null
}

/** The filter of a page's address. A mistake in it never hides the page; parameters that are no filter's are passed over. */
export function readSearch(params: URLSearchParams): PageSearch {
  const text = searchText(params)
  const problem = findProblem(text)
  const shown = problem === null ? text : withoutProblems(text)
  return { filter: parseFilter(new URLSearchParams({ q: shown })), mistake: problem && { text, problem } }
}
