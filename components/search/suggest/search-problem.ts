import { AppError } from '@/lib/errors/app-error'
import { parseFilter } from '@/lib/search/language/filter'
import { type QueryProblem, readQueryText } from '@/lib/search/language/query-language'
import { quote } from '@/lib/search/language/tokens'
import { sentence } from '../../words/sentence'

/** What could be searched for instead of what is wrong. */
export interface SearchFix {
  label: string
  /** The whole query, mended. */
  text: string
}

/** What is wrong with a typed search, for showing it in place. */
export interface SearchProblem {
  /** 0-based, of the characters that are wrong, the end excluded; null when it is about the whole. */
  at: { start: number; end: number } | null
  message: string
  hint: string
  fixes: SearchFix[]
}

/** The first mistake of a typed query, or null when there is none. */
export function findProblem(text: string): SearchProblem | null {
  const [problem] = readQueryText(text).problems
  if (problem) return described(problem, text)
  try {
    parseFilter(new URLSearchParams({ q: text }))
    return null
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { at: null, message: sentence(curled(error.message)), hint: '', fixes: turnedDates(text) }
  }
}

/** Parameters of an address that nothing is known of: whoever wrote them meant to find something. @param text the rest of it, as text */
export function strangeProblem(keys: string[], text: string): SearchProblem {
  const names = keys.slice(0, 5).map((key) => `“${key.length > 40 ? `${key.slice(0, 40)}…` : key}”`)
  const more = keys.length > names.length ? ' and others' : ''
  const message = `This address asks for ${names.join(', ')}${more}, which is no condition of a search.`
  return { at: null, message, hint: '', fixes: [{ label: 'Leave it out', text }] }
}

/** Without the conditions that are wrong; empty when nothing is left. */
export function withoutProblems(text: string): string {
  const { problems } = readQueryText(text)
  if (problems.length > 0)
    return withoutProblems(problems.reduceRight((rest, { start, end }) => without(rest, start, end), text))
  return findProblem(text) === null ? text : text.replace(/(^|\s)(after|before):\S+/gi, '').trim()
}

function described(problem: QueryProblem, text: string): SearchProblem {
  const { start, end, position, hint, instead } = problem
  const message = problem.message.slice(`at character ${position}: `.length, -(hint.length + 2))
  const fixes: SearchFix[] = []
  const put = (piece: string) => text.slice(0, start) + piece + text.slice(end)
  if (instead !== null) fixes.push({ label: `Search for ${instead}`, text: put(instead) })
  const wrong = text.slice(start, end)
  if (end - start <= 200) fixes.push({ label: `Search for the text “${wrong}”`, text: put(quote(wrong)) })
  fixes.push({ label: 'Leave it out', text: without(text, start, end) })
  return {
    at: { start: position - 1, end: Math.max(end, position) },
    message: sentence(curled(message)),
    hint: hint.startsWith('write ') ? sentence(hint) : '',
    fixes,
  }
}

/** Straight quotes, as the API writes them, as people read them. */
function curled(message: string): string {
  return message.replace(/"([^"]*)"/g, '“$1”')
}

/** A minus before what is left out goes with it. */
function without(text: string, start: number, end: number): string {
  return `${text.slice(0, start).replace(/-+$/, '')} ${text.slice(end)}`.replace(/\s+/g, ' ').trim()
}

function turnedDates(text: string): SearchFix[] {
  const after = /(?:^|\s)after:(\S+)/i.exec(text)?.[1]
  const before = /(?:^|\s)before:(\S+)/i.exec(text)?.[1]
  if (after === undefined || before === undefined) return []
  const turned = text.replace(/(^|\s)after:\S+/i, `$1after:${before}`).replace(/(^|\s)before:\S+/i, `$1before:${after}`)
  return [{ label: 'Swap the dates', text: turned }]
}
