import type { z } from 'zod'
import { AppError, type FieldProblem } from './app-error'

const MOST_PROBLEMS = 20
const MOST_KEYS = 10

/**
 * Parses with a schema and turns its issues into one AppError a person can act on.
 * @param noun what an unknown key is called: "field", "query parameter"
 * @param known the keys there are, listed when an unknown one is met
 */
export function parseWith<S extends z.ZodType>(schema: S, value: unknown, noun: string, known: string[]): z.output<S> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const errors = fieldProblems(withoutFollowing(parsed.error.issues), noun, known)
  const detail = errors.map((error) => (error.path ? `${error.path}: ${error.message}` : error.message)).join('; ')
  throw new AppError('invalid', shortened(detail, 2000), { errors })
}

/** The first problems, each of a bounded length: a reply is not to grow with the mistakes of a request. */
function fieldProblems(issues: z.core.$ZodIssue[], noun: string, known: string[]): FieldProblem[] {
  const told = issues.slice(0, MOST_PROBLEMS).map((issue) => ({
    path: shortened(issue.path.join('.'), 200),
    message: issue.code === 'unrecognized_keys' ? unknownKeys(issue.keys, noun, known) : shortened(issue.message, 500),
  }))
  const more = issues.length - told.length
  return more > 0 ? [...told, { path: '', message: `and ${more} more of such mistakes` }] : told
}

/** Of a value of the wrong type only that: the bounds of a list say nonsense of a text. */
function withoutFollowing(issues: z.core.$ZodIssue[]): z.core.$ZodIssue[] {
  const mistyped = new Set(issues.filter(({ code }) => code === 'invalid_type').map(({ path }) => JSON.stringify(path)))
  return issues.filter(({ code, path }) => code === 'invalid_type' || !mistyped.has(JSON.stringify(path)))
}

function unknownKeys(keys: string[], noun: string, known: string[]): string {
  const told = keys.slice(0, MOST_KEYS).map((key) => shortened(key, 60))
  const more = keys.length > told.length ? ` and ${keys.length - told.length} more` : ''
  return `unknown ${noun} ${told.join(', ')}${more}${known.length > 0 ? `; known: ${known.join(', ')}` : ''}`
}

function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`
}
