import { closest } from './closest'
import type { Filter, Term } from './terms'
import { canonicalFilter } from './terms'
import { QueryProblem, quote, quoteValue, type Token, tokenize } from './tokens'
import { ValueProblem } from './value-problem'
import { cleanText } from './values'
import { CONDITIONS, findKey, ORDERS, type Order, SORTS, type Sort, TEXT_KEYS } from './vocabulary'

export { QueryProblem } from './tokens'

export const MAX_QUERY = 4000
const MAX_DEPTH = 20
const MAX_TERMS = 100
const SEPARATORS = /[\s\p{P}\p{Cc}$+<=>^`|~]+/gu

/** A typed query as terms that must all hold, and the order it asks for. */
export interface ParsedQuery {
  terms: Term[]
  sort: Sort | null
  order: Order | null
}

/**
 * Parses the text language (api.md): words, "quotes", key:value, `-` for not, `or`, parentheses.
 * @throws QueryProblem with the position and what would be right
 */
export function parseQueryText(text: string): ParsedQuery {
  if (text.length > MAX_QUERY) {
    throw new QueryProblem(MAX_QUERY, `the query is ${text.length} characters long`, `at most ${MAX_QUERY} are allowed`)
  }
  return new QueryParser(tokenize(text), text.length).parse()
}

class QueryParser {
  private at = 0
  private count = 0
  private sort: Sort | null = null
  private order: Order | null = null

  constructor(
    private readonly tokens: Token[],
    private readonly length: number,
  ) {}

  parse(): ParsedQuery {
    if (this.tokens.length === 0) return { terms: [], sort: null, order: null }
    const terms = this.alternatives(0)
    const rest = this.tokens[this.at]
    if (rest) throw new QueryProblem(rest.start, 'this parenthesis closes nothing', 'remove it or open one before')
    return { terms, sort: this.sort, order: this.order }
  }

  private alternatives(depth: number): Term[] {
    const branches = [this.conjunction(depth)]
    while (this.tokens[this.at]?.kind === 'or') {
      this.at += 1
      branches.push(this.conjunction(depth))
    }
    if (branches.length === 1) return branches[0] as Term[]
    return [{ any: branches.map((terms) => (terms.length === 1 ? (terms[0] as Term) : { all: terms })) }]
  }

  private conjunction(depth: number): Term[] {
    const terms: Term[] = []
    const first = this.tokens[this.at]
    for (let token = first; token && token.kind !== 'close' && token.kind !== 'or'; token = this.tokens[this.at]) {
      const ordered = depth === 0 && this.takeOrder(token)
      if (!ordered) terms.push(this.term(token, depth))
    }
    if (this.at === this.tokens.length || this.tokens[this.at] !== first) {
      if (terms.length > 0 || (first && depth === 0 && this.tokens.every((token) => token.kind !== 'or'))) return terms
    }
    throw new QueryProblem(first?.start ?? this.length, 'a condition is missing here', 'put a word or key:value here')
  }

  private takeOrder(token: Token): boolean {
    if (token.kind !== 'pair') return false
    const key = findKey(token.key)
    if (key !== 'sort' && key !== 'order') return false
    const allowed: readonly string[] = key === 'sort' ? SORTS : ORDERS
    const value = token.value.toLowerCase()
    if (!allowed.includes(value)) {
      throw new QueryProblem(token.valueStart, `"${token.value}" is no ${key}`, `write ${allowed.join(', ')}`)
    }
    if (key === 'sort') this.sort = value as Sort
    else this.order = value as Order
    this.at += 1
    return true
  }

  private term(token: Token, depth: number): Term {
    this.count += 1
    if (this.count > MAX_TERMS)
      throw new QueryProblem(token.start, 'the query has too many conditions', `at most ${MAX_TERMS}`)
    if (depth > MAX_DEPTH)
      throw new QueryProblem(token.start, 'the query is nested too deeply', `at most ${MAX_DEPTH} levels`)
    this.at += 1
    switch (token.kind) {
      case 'minus':
        return { not: this.negated(token, depth) }
      case 'open':
        return this.group(token, depth)
      case 'pair':
        return condition(token)
      case 'word':
      case 'phrase':
        return words(token.text, token.kind === 'phrase', token.start)
      default:
        throw new QueryProblem(token.start, 'a condition is missing here', 'put a word or key:value here')
    }
  }

  private negated(minus: Token, depth: number): Term {
    const next = this.tokens[this.at]
    if (!next || next.start !== minus.end || next.kind === 'close') {
      throw new QueryProblem(
        minus.start,
        'this minus negates nothing',
        'put it right before a word, key:value or parenthesis',
      )
    }
    return this.term(next, depth + 1)
  }

  private group(open: Token, depth: number): Term {
    const terms = this.alternatives(depth + 1)
    if (this.tokens[this.at]?.kind !== 'close') {
      throw new QueryProblem(open.start, 'this parenthesis is never closed', 'end it with )')
    }
    this.at += 1
    return terms.length === 1 ? (terms[0] as Term) : { all: terms }
  }
}

function condition(token: Extract<Token, { kind: 'pair' }>): Term {
  const key = findKey(token.key)
  if (key === null) {
    const near = closest(token.key, TEXT_KEYS)
    const hint = near ? `did you mean ${near}:` : `known are ${TEXT_KEYS.join(', ')}`
    throw new QueryProblem(
      token.start,
      `there is no key "${token.key}"`,
      `${hint}? To search for the text put it in quotes`,
    )
  }
  if (key === 'sort' || key === 'order') {
    throw new QueryProblem(token.start, `${key} is not a condition`, 'put it outside of parentheses, or and minus')
  }
  return { is: key, value: located(token.valueStart, () => CONDITIONS[key](token.value)) }
}

function words(text: string, exact: boolean, start: number): Term {
  const word = located(start, () => cleanText(text, 200))
  if (word.replace(SEPARATORS, '') === '') {
    throw new QueryProblem(start, `"${word}" holds no letters or digits`, 'write a word to search for')
  }
  return { word, exact }
}

function located<T>(index: number, read: () => T): T {
  try {
    return read()
  } catch (problem) {
    if (problem instanceof ValueProblem) throw new QueryProblem(index, problem.message, 'see the search help')
    throw problem
  }
}

/** A whole filter typed as text. @throws QueryProblem */
export function parseFilterText(text: string): Filter {
  const { terms, sort, order } = parseQueryText(text)
  return canonicalFilter(terms, sort ?? 'taken', order ?? 'desc')
}

/** Terms as text; `parseQueryText` of it gives them back. */
export function printTerms(terms: Term[]): string {
  return terms.map((term) => printTerm(term, terms.length === 1)).join(' ')
}

/** A filter as text, its order included where it is not the default; `parseFilterText` of it gives the filter back. */
export function printFilterText(filter: Filter): string {
  const order = [
    filter.sort === 'taken' ? '' : `sort:${filter.sort}`,
    filter.order === 'desc' ? '' : `order:${filter.order}`,
  ].filter(Boolean)
  const terms = filter.terms.map((term) => printTerm(term, filter.terms.length === 1 && order.length === 0))
  return [...terms, ...order].join(' ')
}

function printTerm(term: Term, alone: boolean): string {
  if ('is' in term) return `${term.is}:${quoteValue(term.value)}`
  if ('word' in term) return term.exact ? quote(term.word) : term.word
  if ('not' in term) return `-${printTerm(term.not, false)}`
  if ('all' in term) return `(${term.all.map((part) => printTerm(part, false)).join(' ')})`
  const branches = term.any.map((part) => printBranch(part)).join(' or ')
  return alone ? branches : `(${branches})`
}

function printBranch(term: Term): string {
  return 'all' in term ? term.all.map((part) => printTerm(part, false)).join(' ') : printTerm(term, false)
}
