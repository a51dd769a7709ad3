import type { z } from 'zod'
import type { FieldProblem } from '../errors/app-error'
import { ApiError, OFFLINE } from './api-error'
import { proxyWords } from './proxy-words'

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'

interface CallOptions {
  signal?: AbortSignal
  /** Makes a retried POST answer as the first call did. */
  idempotencyKey?: string
}

/**
 * Calls the API as the signed-in person and parses the reply.
 * @param schema the reply's contract; null for replies without content
 * @param path below /api/v1, beginning with a slash, e.g. `/photos?limit=100`
 * @param body sent as JSON when given
 * @throws ApiError when the server refuses, does not answer, or answers something else than its contract
 */
export async function api<S extends z.ZodType | null>(
  schema: S,
  method: Method,
  path: string,
  body?: unknown,
  { signal, idempotencyKey }: CallOptions = {},
): Promise<S extends z.ZodType ? z.output<S> : undefined> {
  const headers = new Headers({ accept: 'application/json' })
  if (body !== undefined) headers.set('content-type', 'application/json')
  if (idempotencyKey) headers.set('idempotency-key', idempotencyKey)
  let response!: Response
  let reply: unknown
  try {
    response = await fetch(`/api/v1${path}`, {
      method,
      headers,
      signal: signal ?? null,
      body: body === undefined ? null : JSON.stringify(body),
      credentials: 'same-origin',
    })
    if (response.ok && schema) reply = await response.json()
  } catch (error) {
    if (signal?.aborted) throw error
    // What came whole and is no JSON breaks the contract; what broke off did not come.
    if (!(error instanceof SyntaxError)) throw new ApiError({ status: 0, code: 'offline', detail: OFFLINE })
  }
  if (!response.ok) throw await readProblem(response)
  type Reply = S extends z.ZodType ? z.output<S> : undefined
  if (schema === null) return undefined as Reply
  const parsed = schema.safeParse(reply)
  if (!parsed.success) {
    console.error('reply breaks its contract', method, path.split('?')[0], parsed.error.issues)
    throw new ApiError({
      status: response.status,
      code: 'internal',
      detail: 'The server answered something unexpected. Reload the page.',
    })
  }
  return parsed.data as Reply
}

/** The ApiError of a refused response, also when a proxy in between answered instead of Albumen. */
export async function readProblem(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => null)
  const problem = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}
  const retryAfter = Number(response.headers.get('retry-after'))
  return new ApiError({
    status: response.status,
    code: typeof problem.code === 'string' ? problem.code : 'internal',
    detail: typeof problem.detail === 'string' ? problem.detail : proxyWords(response.status),
    errors: Array.isArray(problem.errors) ? (problem.errors as FieldProblem[]) : [],
    requestId: response.headers.get('x-request-id') ?? '',
    retryAfterSeconds: retryAfter > 0 ? retryAfter : null,
  })
}
