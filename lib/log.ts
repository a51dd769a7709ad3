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

/** What of an error may stand in a log: name, SQLSTATE or system code, message and the chain of causes, never parameters of a query. */
export function describeError(error: unknown, depth = 0): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  const message = error.message.startsWith('Failed query') ? 'Failed query' : error.message.slice(0, 500)
  const cause = error.cause !== undefined && depth < 3 ? describeError(error.cause, depth + 1) : undefined
  return {
    name: error.name,
    code,
    message,
    stack: depth === 0 ? error.stack?.split('\n').slice(1, 6) : undefined,
    cause,
  }
}
