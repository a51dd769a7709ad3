import { CONDITION_KEYS, type ConditionKey, type Order, type Sort } from './vocabulary'

/** One condition of a filter. Values are canonical text (see `CONDITIONS`), so that a filter is plain JSON. */
export type Term =
  | ({ is: ConditionKey; value: string } & SavedBy)
  /** Bare: a prefix of any searched word. Exact: these words in this order. */
  | ({ word: string; exact: boolean } & SavedBy)
  | { not: Term }
  | { any: Term[] }
  | { all: Term[] }

/**
 * Whose smart album the condition comes from, by id: it is read as its owner reads it, whoever looks (what the album holds of it is for
 * `visibleTo` to say). Never parsed from what somebody types.
 */
interface SavedBy {
  by?: string
}

/** What a gallery shows: all terms hold. Canonical: two filters that mean the same by notation are equal as JSON. */
export interface Filter {
  terms: Term[]
  sort: Sort
  order: Order
}

/** The filter without terms. */
export const EVERYTHING: Filter = { terms: [], sort: 'taken', order: 'desc' }

/** Flattens, drops doubles, and puts the terms that fit into URL parameters first, in the vocabulary's order. */
export function canonicalFilter(terms: Term[], sort: Sort, order: Order): Filter {
  const flat = distinct(terms.map(simplify).flatMap((term) => ('all' in term ? term.all : [term])))
  const plain = plainTerms(flat)
  const rest = flat.filter((term) => !(plain as Term[]).includes(term))
  return { terms: [...plain, ...rest], sort, order }
}

export type Condition = Extract<Term, { is: ConditionKey }>
export type Word = Extract<Term, { word: string }>

/** The conditions that a URL carries as parameters of their own: the first of each key, and every tag. */
export function plainTerms(terms: Term[]): Condition[] {
  const conditions = terms.filter((term): term is Condition => 'is' in term)
  return CONDITION_KEYS.flatMap((key) => {
    const same = conditions.filter((term) => term.is === key)
    return key === 'tag' ? same : same.slice(0, 1)
  })
}

function simplify(term: Term): Term {
  if ('not' in term) {
    const inner = simplify(term.not)
    return 'not' in inner ? inner.not : { not: inner }
  }
  if ('any' in term) {
    const parts = distinct(term.any.map(simplify).flatMap((part) => ('any' in part ? part.any : [part])))
    return parts.length === 1 ? (parts[0] as Term) : { any: parts }
  }
  if ('all' in term) {
    const parts = distinct(term.all.map(simplify).flatMap((part) => ('all' in part ? part.all : [part])))
    return parts.length === 1 ? (parts[0] as Term) : { all: parts }
  }
  return term
}

function distinct(terms: Term[]): Term[] {
  const seen = new Map(terms.map((term) => [JSON.stringify(term), term]))
  return [...seen.values()]
}

/** What a list is sorted by where nobody says it: what looks like a photo by how much it does, everything else by time. */
export function usualSort(terms: Term[]): Sort {
  return likeOf(terms) ? 'likeness' : 'taken'
}

/** The photo that all of a filter's photos look like. */
export function likeOf(terms: Term[]): Condition | undefined {
  return plainTerms(terms).find(({ is }) => is === 'similar')
}

/** The filter in an order that needs no photo to compare with: by time instead of by likeness. */
export function withoutLikeness<T extends Pick<Filter, 'sort'>>(filter: T): T {
  return filter.sort === 'likeness' ? { ...filter, sort: 'taken' } : filter
}

/** How many conditions and words a filter has, at any depth. */
export function conditionCount(terms: Term[]): number {
  return terms.reduce((sum, term) => {
    if ('not' in term) return sum + conditionCount([term.not])
    if ('any' in term) return sum + conditionCount(term.any)
    return sum + ('all' in term ? conditionCount(term.all) : 1)
  }, 0)
}

/** Whether a condition on `key` stands anywhere in the terms. */
export function mentions(terms: Term[], key: ConditionKey): boolean {
  return someCondition(terms, (condition) => condition.is === key)
}

/** Whether a condition of which `test` is true stands anywhere in the terms. */
export function someCondition(terms: Term[], test: (condition: Condition) => boolean): boolean {
  return terms.some((term) => {
    if ('is' in term) return test(term)
    if ('not' in term) return someCondition([term.not], test)
    if ('any' in term) return someCondition(term.any, test)
    return 'all' in term && someCondition(term.all, test)
  })
}
