import { AppError, ERROR_STATUS, type FieldProblem } from '../errors'

/** RFC 9457 problem+json as api.md has it. */
export interface Problem {
  type: string
  title: string
  status: number
  detail: string
  code: string
  errors?: FieldProblem[]
  requestId: string
}

/** SQLSTATE classes and system codes that mean "a service we need is away", not "the request is wrong". */
const AWAY = /^(08|53|57P|58|ECONNREFUSED|ECONNRESET|ENOTFOUND|ETIMEDOUT|EPIPE|EAI_AGAIN|25P03)/

/** Any thrown value as an AppError: unknown ones say only `internal` (or `unavailable`) and keep their cause for the log. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  if (isAway(error)) {
    const message = 'A service that Albumen needs does not answer just now. Try again in a moment.'
    return new AppError('unavailable', message, { retryAfterSeconds: 5, cause: error })
  }
  return new AppError('internal', 'Something went wrong on our side.', { cause: error })
}

/** Whether an error says that the database or another service does not answer. */
export function isAway(error: unknown, depth = 0): boolean {
  if (!(error instanceof Error) || depth > 4) return false
  const code = 'code' in error ? String(error.code) : ''
  if (AWAY.test(code) || /connection terminated|timeout exceeded when trying to connect/i.test(error.message))
    return true
  return isAway(error.cause, depth + 1)
}

/** The reply for an error. Those of `not_found` differ in nothing but the request id, which stands in a header too. */
export function problemResponse(error: AppError, requestId: string): Response {
  const status = ERROR_STATUS[error.code]
  const problem: Problem = {
    type: 'about:blank',
    title: error.code.replaceAll('_', ' '),
    status,
    detail: error.message,
    code: error.code,
    ...(error.errors ? { errors: error.errors } : {}),
    requestId,
  }
  const headers = new Headers({ 'content-type': 'application/problem+json', 'cache-control': 'private, no-store' })
  if (error.retryAfterSeconds !== undefined) headers.set('retry-after', String(error.retryAfterSeconds))
  if (status === 401) headers.set('www-authenticate', 'Bearer realm="albumen"')
  return new Response(JSON.stringify(problem), { status, headers })
}
