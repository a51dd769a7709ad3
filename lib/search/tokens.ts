/** A piece of a typed query and where it stands (0-based, end excluded). */
export type Token =
  | { kind: 'open' | 'close' | 'or' | 'minus'; start: number; end: number }
  /** Text after `key:`; `valueStart` is where its value begins. */
  | { kind: 'pair'; key: string; value: string; start: number; valueStart: number; end: number }
  | { kind: 'word' | 'phrase'; text: string; start: number; end: number }

/** A mistake in a typed query: where it stands (1-based, for people) and what would be right. */
export class QueryProblem extends Error {
  readonly position: number
  readonly hint: string

  constructor(index: number, message: string, hint: string) {
    super(`at character ${index + 1}: ${message}; ${hint}`)
    this.name = 'QueryProblem'
    this.position = index + 1
    this.hint = hint
  }
}

const SPACE = /\s/
const PAIR = /^([a-zA-Z]+):/

/** @throws QueryProblem for a quote that is never closed */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < text.length) {
    const start = at
    const character = text[at] as string
    if (SPACE.test(character)) {
      at += 1
    } else if (character === '(' || character === ')') {
      at += 1
      tokens.push({ kind: character === '(' ? 'open' : 'close', start, end: at })
    } else if (character === '-') {
      at += 1
      tokens.push({ kind: 'minus', start, end: at })
    } else if (character === '"') {
      const quoted = readQuoted(text, at)
      at = quoted.end
      tokens.push({ kind: 'phrase', text: quoted.value, start, end: at })
    } else {
      const key = PAIR.exec(text.slice(at, at + 40))?.[1]
      const valueStart = key === undefined ? at : at + key.length + 1
      const value =
        text[valueStart] === '"' && key !== undefined ? readQuoted(text, valueStart) : readBare(text, valueStart)
      at = value.end
      if (key !== undefined) tokens.push({ kind: 'pair', key, value: value.value, start, valueStart, end: at })
      else if (value.value.toLowerCase() === 'or') tokens.push({ kind: 'or', start, end: at })
      else tokens.push({ kind: 'word', text: value.value, start, end: at })
    }
  }
  return tokens
}

function readBare(text: string, start: number): { value: string; end: number } {
  let end = start
  while (end < text.length && !/[\s()"]/.test(text[end] as string)) end += 1
  return { value: text.slice(start, end), end }
}

function readQuoted(text: string, start: number): { value: string; end: number } {
  let value = ''
  for (let at = start + 1; at < text.length; at += 1) {
    const character = text[at] as string
    if (character === '"') return { value, end: at + 1 }
    if (character === '\\' && at + 1 < text.length) at += 1
    value += text[at]
  }
  throw new QueryProblem(start, 'this quote is never closed', 'end it with "')
}

/** A value as it stands in a query: quoted where it must be. */
export function quoteValue(value: string): string {
  return /[\s()"\\]/.test(value) ? quote(value) : value
}

/** Text in quotes. */
export function quote(value: string): string {
  return `"${value.replace(/["\\]/g, '\\$&')}"`
}
