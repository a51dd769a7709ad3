import { AppError } from '@/lib/errors'
import { parseFilter, toQuery } from '@/lib/search/filter'
import { parseFilterText, QueryProblem } from '@/lib/search/query-language'
import { sentence } from '../ui/sentence'
import { addressWith } from './filter-chips'

/** What is wrong with a typed search, for showing it in place. */
export interface SearchProblem {
  /** 0-based, of the character where it is; null when it is about the whole. */
  at: number | null
  message: string
  hint: string
}

/** The address that shows what was typed, in the canonical form; or what is wrong. Heavy: load it when somebody searches. */
export function searchAddress(text: string, path: string): { href: string } | { problem: SearchProblem } {
  try {
    parseFilterText(text)
    const query = text.trim() ? toQuery(parseFilter(new URLSearchParams({ q: text }))) : ''
    return { href: addressWith(path, query.toString()) }
  } catch (error) {
    return { problem: problemOf(error) }
  }
}

function problemOf(error: unknown): SearchProblem {
  if (error instanceof QueryProblem) {
    const message = error.message.slice(`at character ${error.position}: `.length, -(error.hint.length + 2))
    return { at: error.position - 1, message: sentence(message), hint: sentence(error.hint) }
  }
  if (error instanceof AppError) return { at: null, message: sentence(error.message), hint: '' }
  throw error
}
