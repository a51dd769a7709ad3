import { searchText } from '@/components/search/search-text'
import { strangeParameters } from '@/components/search/strange-parameters'
import {
  findProblem,
  type SearchProblem,
  strangeProblem,
  withoutProblems,
} from '@/components/search/suggest/search-problem'
import { type Filter, parseFilter } from '@/lib/search/language/filter'

export interface PageSearch {
  /** What can be shown: without the conditions that are wrong. */
  filter: Filter
  mistake: { text: string; problem: SearchProblem } | null
}

/**
 * The filter of a page's address. A mistake in it never hides the page, nor does a parameter that is no filter's; the marks of other sites are
 * passed over.
 */
export function readSearch(params: URLSearchParams): PageSearch {
  const text = searchText(params)
  const wrong = findProblem(text)
  const shown = wrong === null ? text : withoutProblems(text)
  const strange = strangeParameters(params)
  const problem = wrong ?? (strange.length > 0 ? strangeProblem(strange, text) : null)
  return { filter: parseFilter(new URLSearchParams({ q: shown })), mistake: problem && { text, problem } }
}
