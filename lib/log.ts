type Level = 'debug' | 'info' | 'warn' | 'error'

const ORDER: Record<Level, number> = { debug: 10, info: 20, warn: 30, error: 40 }

let threshold: number = ORDER.info

/** Sets the lowest level that is written. */
export function setLogLevel(level: Level): void {
  threshold = ORDER[level]
}

/**
 * Writes one wide JSON event to standard output (one per request, job or process step). Callers never pass a query
 * string, a cookie, a token, a file name or a coordinate.
 */
export function logEvent(level: Level, event: string, fields: Record<string, unknown> = {}): void {
  if (ORDER[level] < threshold) return
  process.stdout.write(`${JSON.stringify({ time: new Date().toISOString(), level, event, ...fields })}\n`)
}

/** Identifiers that programs choose: class names, SQLSTATEs, system codes, names of constraints and tables. */
const IDENTIFIER = /^[A-Za-z][A-Za-z0-9_]{0,63}$/
const CODE = /^[A-Z0-9_]{2,40}$/
/** A frame as V8 writes it: `at name (place:line:column)` or `at place:line:column`. */
const FRAME =
  /^ {4}at (?:[\w$.<>[\] ]{1,120} \((?:\S{1,300}:\d+:\d+|<anonymous>|native)\)|(?:async )?\S{1,300}:\d+:\d+)$/
const FRAMES = 5

/**
 * What of an error may stand in a log: only what programs choose, so name, SQLSTATE or system code, HTTP status, constraint, table, the
 * frames of the stack, and the same of its causes. Never a message: those of drivers, parsers and file systems quote what was sent.
 */
export function describeError(error: unknown, depth = 0): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error }
  const facts = error as Error & Record<'code' | 'constraint' | 'table' | '$metadata', unknown>
  const causes = error instanceof AggregateError ? error.errors[0] : error.cause
  return {
    name: matching(IDENTIFIER, error.name) ?? 'Error',
    code: matching(CODE, facts.code) ?? matching(IDENTIFIER, facts.code),
    status: httpStatus(facts.$metadata),
    constraint: matching(IDENTIFIER, facts.constraint),
    table: matching(IDENTIFIER, facts.table),
    stack: depth === 0 ? framesOf(error) : undefined,
    cause: causes !== undefined && depth < 4 ? describeError(causes, depth + 1) : undefined,
  }
}

function matching(pattern: RegExp, value: unknown): string | undefined {
  return typeof value === 'string' && pattern.test(value) ? value : undefined
}

function httpStatus(metadata: unknown): number | undefined {
  if (typeof metadata !== 'object' || metadata === null || !('httpStatusCode' in metadata)) return undefined
  return Number.isInteger(metadata.httpStatusCode) ? Number(metadata.httpStatusCode) : undefined
}

/**
 * The stack begins with the message, which may have lines that look like frames: it is cut off first. Where it cannot be found (it was
 * changed after the error was made) nothing is known to be a frame.
 */
function framesOf(error: Error): string[] | undefined {
  const { stack, message } = error
  const at = typeof stack === 'string' ? stack.indexOf(message) : -1
  if (at < 0) return undefined
  const lines = (stack as string).slice(at + message.length).split('\n')
  return lines.filter((line) => FRAME.test(line)).slice(0, FRAMES)
}
