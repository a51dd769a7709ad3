import type { Filter, Term } from './terms'
import { canonicalFilter, usualSort } from './terms'
import { QueryProblem, quote, quoteValue, type Token, tokenize } from './tokens'
import { ValueProblem } from './value-problem'
import { CONDITIONS, findKey, ORDERS, type Order, SORTS, type Sort } from './vocabulary'

export { QueryProblem } from './tokens'

/** Characters that a query may have. */
export const MAX_QUERY = 4000
const MAX_DEPTH = 20
const MAX_TERMS = 100
const MAX_WORD = 200
const TOO_MANY = 'the query has too many conditions'
/** What holds nothing to search for: spaces, signs, marks without a letter, what has no picture. */
const EMPTY = /^[\s\p{P}\p{C}\p{M}$+<=>^`|~\uFFFD]*$/u

/** A typed query as terms that must all hold, and the order it asks for. */
export interface ParsedQuery {
  terms: Term[]
  sort: Sort | null
  order: Order | null
}

/**
 * Parses the text language (docs/http.md): words, "quotes", key:value, `-` for not, `or`, parentheses. An operator that makes no sense (an unknown
 * key, a dangling `-` or `or`, an open quote or parenthesis, signs without letters) is text.
 * @throws QueryProblem for a known key with an impossible value, with its place and what would be right; for a query that is too long
 */
export function parseQueryText(text: string): ParsedQuery {
  const { problems, ...parsed } = readQueryText(text)
  if (problems[0]) throw problems[0]
  return parsed
}

/** As `parseQueryText`, for screens: conditions that are wrong are left out and told. */
export function readQueryText(text: string): ParsedQuery & { problems: QueryProblem[] } {
  if (text.length > MAX_QUERY) {
    const message = `the query is ${text.length} characters long`
    const problem = new QueryProblem(MAX_QUERY, message, `at most ${MAX_QUERY} are allowed`, {
      start: MAX_QUERY,
      end: text.length,
    })
    return { terms: [], sort: null, order: null, problems: [problem] }
  }
  // Halves of pairs are no text; a space in their place keeps every position.
  const clean = text.replace(/\p{Cs}/gu, ' ')
  return new QueryParser(paired(tokenize(clean, (word) => findKey(word) !== null))).parse()
}

/** Without parentheses that close or open nothing, and without those that are nested deeper than anybody means. */
function paired(tokens: Token[]): Token[] {
  const kept = new Set<Token>()
  const open: Token[] = []
  for (const token of tokens) {
    if (token.kind === 'open') open.push(token)
    if (token.kind !== 'close') continue
    const start = open.pop()
    if (start && open.length < MAX_DEPTH) kept.add(start).add(token)
  }
  return tokens.filter((token) => (token.kind !== 'open' && token.kind !== 'close') || kept.has(token))
}

class QueryParser {
  private at = 0
  private count = 0
  private sort: Sort | null = null
  private order: Order | null = null
  private readonly problems: QueryProblem[] = []

  constructor(private readonly tokens: Token[]) {}

  parse(): ParsedQuery & { problems: QueryProblem[] } {
    const terms = this.alternatives()
    return { terms, sort: this.sort, order: this.order, problems: this.problems }
  }

  /** An `or` with nothing on one of its sides is a word. */
  private alternatives(): Term[] {
    const branches: Term[][] = []
    let current = this.conjunction()
    while (this.tokens[this.at]?.kind === 'or') {
      this.at += 1
      const next = this.conjunction()
      if (current.length > 0 && next.length > 0) {
        branches.push(current)
        current = next
      } else current = [...current, OR_AS_WORD, ...next]
    }
    if (branches.length === 0) return current
    return [{ any: [...branches, current].map((terms) => (terms.length === 1 ? (terms[0] as Term) : { all: terms })) }]
  }

  private conjunction(): Term[] {
    const terms: Term[] = []
    for (let token = this.tokens[this.at]; token; token = this.tokens[this.at]) {
      if (token.kind === 'close' || token.kind === 'or') break
      const term = this.term(token)
      if (term !== null) terms.push(term)
    }
    return terms
  }

  /** Null for what says nothing. */
  private term(token: Token): Term | null {
    this.at += 1
    switch (token.kind) {
      case 'minus':
        return this.negated(token)
      case 'open':
        return this.group()
      case 'pair':
        return this.takeOrder(token) ? null : this.counted(token, condition(token, this.problems))
      case 'word':
      case 'phrase':
        return this.counted(token, word(token.text, token.kind === 'phrase'))
      case 'or':
        return OR_AS_WORD
      default:
        return null
    }
  }

  /** Words beyond the limit are passed over, as a long text that was pasted has them; conditions beyond it are a mistake. */
  private counted(token: Token, term: Term | null): Term | null {
    if (term === null) return null
    this.count += 1
    if (this.count <= MAX_TERMS) return term
    if (token.kind === 'pair' && !this.problems.some(({ message }) => message.includes(TOO_MANY))) {
      const last = this.tokens[this.tokens.length - 1] ?? token
      const rest = { start: token.start, end: last.end }
      this.problems.push(new QueryProblem(token.start, TOO_MANY, `at most ${MAX_TERMS}`, rest))
    }
    return null
  }

  private takeOrder(token: Extract<Token, { kind: 'pair' }>): boolean {
    const key = findKey(token.key)
    if (key !== 'sort' && key !== 'order') return false
    const allowed: readonly string[] = key === 'sort' ? SORTS : ORDERS
    const value = token.value.toLowerCase()
    if (!allowed.includes(value)) {
      const hint = `write ${allowed.join(', ')}`
      this.problems.push(new QueryProblem(token.valueStart, `"${token.value}" is no ${key}`, hint, token))
    } else if (key === 'sort') this.sort = value as Sort
    else this.order = value as Order
    return true
  }

  /** A minus belongs to what stands right behind it; any other is a dash. */
  private negated(minus: Token): Term | null {
    let [negative, end] = [true, minus.end]
    for (;;) {
      const next = this.tokens[this.at]
      if (!next || next.start !== end || next.kind === 'close') return null
      if (next.kind !== 'minus') {
        const term = this.term(next)
        return term === null || !negative ? term : { not: term }
      }
      this.at += 1
      negative = !negative
      end = next.end
    }
  }

  private group(): Term | null {
    const terms = this.alternatives()
    this.at += 1 // its closing parenthesis: `paired` saw to it that there is one
    if (terms.length === 0) return null
    return terms.length === 1 ? (terms[0] as Term) : { all: terms }
  }
}

/** In quotes: bare it would be an operator again once something stands beside it. */
const OR_AS_WORD: Term = { word: 'or', exact: true }

function condition(token: Extract<Token, { kind: 'pair' }>, problems: QueryProblem[]): Term | null {
  const key = findKey(token.key) as Exclude<ReturnType<typeof findKey>, 'sort' | 'order' | null>
  try {
    return { is: key, value: CONDITIONS[key](token.value) }
  } catch (problem) {
    if (!(problem instanceof ValueProblem)) throw problem
    const instead = problem.instead === null ? null : `${key}:${quoteValue(problem.instead)}`
    const message = /^(is|holds) /.test(problem.message) ? `${key} ${problem.message}` : problem.message
    problems.push(
      new QueryProblem(token.valueStart, message, 'or put it in quotes to search for the text', { ...token, instead }),
    )
    return null
  }
}

/** Control characters are passed over; what is too long is cut, a pair that the cut halves going whole. */
function word(text: string, exact: boolean): Term | null {
  const clean = text
    .replace(/\p{Cc}+/gu, ' ')
    .normalize('NFC')
    .trim()
  const cut = clean
    .slice(0, MAX_WORD)
    .replace(/\p{Cs}/gu, '')
    .trim()
  return EMPTY.test(cut) ? null : { word: cut, exact }
}

/** A whole filter typed as text. @throws QueryProblem */
export function parseFilterText(text: string): Filter {
  const { terms, sort, order } = parseQueryText(text)
  const filter = canonicalFilter(terms, sort ?? 'taken', order ?? 'desc')
  return { ...filter, sort: sort ?? usualSort(filter.terms) }
}

/** Terms as text; `parseQueryText` of it gives them back. */
export function printTerms(terms: Term[]): string {
  return terms.map((term) => printTerm(term, terms.length === 1)).join(' ')
}

/** A filter as text, its order included where it is not the default; `parseFilterText` of it gives the filter back. */
export function printFilterText(filter: Filter): string {
  const order = [
    filter.sort === usualSort(filter.terms) ? '' : `sort:${filter.sort}`,
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
