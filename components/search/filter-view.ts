import { type Filter, type Term, toQuery } from '@/lib/search/language/filter'
import { printFilterText, printTerms } from '@/lib/search/language/query-language'
import { similarWords, type TermWords, termWords } from './filter-words'
import { NAMED_KEYS } from './suggest/named-values'

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
  /** Names that stand in the text for ids: key, name and id. */
  named: [key: string, name: string, id: string][]
}

/** An address with a query, or without the question mark when there is none. */
export function addressWith(path: string, query: string): string {
  return query ? `${path}?${query}` : path
}

/**
 * What the chips, the sort menu and the empty screen say about a filter.
 * @param path the page that shows it
 * @param names of albums, sources and of photos that others look like, by id, and of people, by username, as far as they are known
 */
export function viewOf(filter: Filter, path: string, names: Readonly<Record<string, string>> = {}): FilterView {
  const chips = filter.terms.map((term) => {
    const rest = filter.terms.filter((other) => other !== term)
    return {
      ...wordsOf(term, names),
      text: printTerms([inNames(term, names)]),
      href: addressWith(path, toQuery({ ...filter, terms: rest }).toString()),
    }
  })
  return {
    chips,
    text: printFilterText({ ...filter, terms: filter.terms.map((term) => inNames(term, names)) }),
    sort: filter.sort,
    order: filter.order,
    query: toQuery(filter).toString(),
    named: filter.terms.flatMap((term) => namedIn(term, names)),
  }
}

type Names = Readonly<Record<string, string>>

/** A term as it is written in the search box: albums and sources by their names. */
function inNames(term: Term, names: Names): Term {
  if ('not' in term) return { not: inNames(term.not, names) }
  if ('any' in term) return { any: term.any.map((part) => inNames(part, names)) }
  if ('all' in term) return { all: term.all.map((part) => inNames(part, names)) }
  return 'is' in term && NAMED_KEYS.has(term.is) ? { ...term, value: names[term.value] ?? term.value } : term
}

function namedIn(term: Term, names: Names): FilterView['named'] {
  if ('not' in term) return namedIn(term.not, names)
  if ('any' in term) return term.any.flatMap((part) => namedIn(part, names))
  if ('all' in term) return term.all.flatMap((part) => namedIn(part, names))
  const name = 'is' in term && NAMED_KEYS.has(term.is) ? names[term.value] : undefined
  return 'is' in term && name !== undefined ? [[term.is, name, term.value]] : []
}

function wordsOf(term: Term, names: Names): TermWords {
  if ('not' in term && 'is' in term.not && names[term.not.value] !== undefined) {
    const { about, value } = wordsOf(term.not, names)
    return { about: `Not ${about.toLowerCase()}`.trim(), value }
  }
  if (!('is' in term)) return termWords(inNames(term, names))
  const name = names[term.value.split(',')[0] ?? '']
  if (name !== undefined && term.is === 'source') return { about: 'Source', value: name }
  if (name !== undefined && term.is === 'album') return { about: 'Album', value: name }
  if (name !== undefined && term.is === 'owner') return { about: 'By', value: name }
  if (name !== undefined && term.is === 'similar') return { about: '', value: similarWords(term.value, `“${name}”`) }
  return termWords(term)
}
