import { type Filter, type Term, toQuery } from '@/lib/search/language/filter'
import { printFilterText, printTerms } from '@/lib/search/language/query-language'
import { similarWords, type TermWords, termWords } from './filter-words'

/** A condition of the filter on the screen. */
export interface Chip extends TermWords {
  /** The condition as it stands in the search box. */
  text: string
  /** The list without it. */
  href: string
}

/** A filter as the screens show it; plain JSON, made on the server. */
export interface FilterView {
  chips: Chip[]
  /** The whole filter in the text language. */
  text: string
  sort: string
  order: string
  /** The filter as canonical URL parameters. */
  query: string
}

/** An address with a query, or without the question mark when there is none. */
export function addressWith(path: string, query: string): string {
  return query ? `${path}?${query}` : path
}

/**
 * What the chips, the sort menu and the empty screen say about a filter.
 * @param path the page that shows it
 * @param names of sources and of photos that others look like, by id, as far as they are known
 */
export function viewOf(filter: Filter, path: string, names: Readonly<Record<string, string>> = {}): FilterView {
  const chips = filter.terms.map((term) => {
    const rest = filter.terms.filter((other) => other !== term)
    return {
      ...wordsOf(term, names),
      text: printTerms([term]),
      href: addressWith(path, toQuery({ ...filter, terms: rest }).toString()),
    }
  })
  return {
    chips,
    text: printFilterText(filter),
    sort: filter.sort,
    order: filter.order,
    query: toQuery(filter).toString(),
  }
}

function wordsOf(term: Term, names: Readonly<Record<string, string>>): TermWords {
  if (!('is' in term)) return termWords(term)
  const name = names[term.value.split(',')[0] ?? '']
  if (name !== undefined && term.is === 'source') return { about: 'Source', value: name }
  if (name !== undefined && term.is === 'similar') return { about: '', value: similarWords(term.value, `“${name}”`) }
  return termWords(term)
}
