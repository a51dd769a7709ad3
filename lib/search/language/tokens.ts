/** A piece of a typed query and where it stands (0-based, end excluded). */
export type Token =
  | { kind: 'open' | 'close' | 'or' | 'minus'; start: number; end: number }
  /** Text after `key:`; `valueStart` is where its value begins. */
  | { kind: 'pair'; key: string; value: string; start: number; valueStart: number; end: number }
  | { kind: 'word' | 'phrase'; text: string; start: number; end: number }

/** A mistake in a typed query: where it stands (1-based, for people), what would be right, and what could stand there instead. */
export class QueryProblem extends Error {
  readonly position: number
  /** 0-based: where the condition that is wrong begins, and behind its last character. */
  readonly start: number
  readonly end: number
  readonly hint: string
  /** The right condition, where it can be guessed. */
  readonly instead: string | null

  constructor(
    index: number,
    message: string,
    hint: string,
    at: { start: number; end: number; instead?: string | null },
  ) {
    super(`at character ${index + 1}: ${message}; ${hint}`)
    this.name = 'QueryProblem'
    this.position = index + 1
    this.start = at.start
    this.end = at.end
    this.hint = hint
    this.instead = at.instead ?? null
  }
}

// No character that a title holds may break a search: control characters separate words, too.
const SPACE = /[\s\p{Cc}]/u
const BARE_END = /[\s\p{Cc}()"]/u
const PAIR = /^([a-zA-Z]+):/

/**
 * Pieces of a typed query. What is no operator is text: a quote that is never closed, an unknown key, are passed over or belong to a word.
 * @param isKey which words before a colon are keys
 */
export function tokenize(text: string, isKey: (word: string) => boolean): Token[] {
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
      at = quoted?.end ?? at + 1
      if (quoted) tokens.push({ kind: 'phrase', text: quoted.value, start, end: at })
    } else {
      const token = readWord(text, start, isKey)
      at = token.end
      tokens.push(token)
    }
  }
  return tokens
}

function readWord(text: string, start: number, isKey: (word: string) => boolean): Token {
  const key = PAIR.exec(text.slice(start, start + 40))?.[1]
  if (key !== undefined && isKey(key)) {
    const valueStart = start + key.length + 1
    const open = text[valueStart] === '"'
    const { value, end } = (open && readQuoted(text, valueStart)) || readBare(text, open ? valueStart + 1 : valueStart)
    return { kind: 'pair', key, value, start, valueStart, end }
  }
  const { value, end } = readBare(text, start)
  if (value.toLowerCase() === 'or') return { kind: 'or', start, end }
  return { kind: 'word', text: value, start, end }
}

function readBare(text: string, start: number): { value: string; end: number } {
  let end = start
  while (end < text.length && !BARE_END.test(text[end] as string)) end += 1
  return { value: text.slice(start, end), end }
}

/** Null for a quote that is never closed. */
function readQuoted(text: string, start: number): { value: string; end: number } | null {
  let value = ''
  for (let at = start + 1; at < text.length; at += 1) {
    const character = text[at] as string
    if (character === '"') return { value, end: at + 1 }
    if (character === '\\' && at + 1 < text.length) at += 1
    value += text[at]
  }
  return null
}

/** A value as it stands in a query: quoted where it must be. */
export function quoteValue(value: string): string {
  return /[\s()"\\]/.test(value) ? quote(value) : value
}

/** Text in quotes. */
export function quote(value: string): string {
  return `"${value.replace(/["\\]/g, '\\$&')}"`
}
