import { type AppError, ERROR_STATUS, type FieldProblem } from '../errors/app-error'

/** RFC 9457 problem+json as docs/http.md has it. */
export interface Problem {
  type: string
  title: string
  status: number
  detail: string
  code: string
  errors?: FieldProblem[]
  requestId: string
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
  if (error.code === 'insufficient_scope') headers.set('www-authenticate', 'Bearer error="insufficient_scope"')
  return new Response(JSON.stringify(problem), { status, headers })
}
