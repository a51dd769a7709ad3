import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { authenticate } from '../auth/session'
import { clearedSessionCookie, readSessionCookie } from '../auth/session-cookie'
import { type Actor, ANONYMOUS, requireUser } from '../context/actor'
import type { Context } from '../context/context'
import { runtime } from '../context/runtime'
import { AppError, notFound } from '../errors/app-error'
import { toAppError } from '../errors/away'
import { describeError, logEvent } from '../log'
import { remembered } from './idempotency'
import { assertNotForeign, assertSameOrigin } from './origin'
import { parseBody, parseQuery, readJsonText } from './parse'
import { problemResponse } from './problem'

type Schema = z.ZodType
type ObjectSchema = z.ZodObject

interface RouteOptions<P extends ObjectSchema, Q extends ObjectSchema, B extends Schema, R extends Schema> {
  /** The route in the log and in the authorisation matrix, e.g. `GET /photos/{id}`. */
  name: string
  /** Refuse the anonymous with 401 before anything else. */
  login?: boolean
  /** Called by machines with a secret of their own: cookies and tokens are not looked at. */
  machine?: boolean
  params?: P
  query?: Q
  /** JSON body. Leave out for routes that read the body themselves. */
  body?: B
  /** The JSON body may be left out: then it is `{}`. */
  bodyOptional?: boolean
  /** The reply's schema: what does not match it never leaves. Leave out for routes that answer with a Response. */
  reply?: R
  /** Status of a reply value; 200 when left out. */
  status?: number
}

interface RouteInput<P extends ObjectSchema, Q extends ObjectSchema, B extends Schema> {
  ctx: Context
  params: z.output<P>
  query: z.output<Q>
  body: z.output<B>
  request: Request
  requestId: string
}

type NextHandler = (
  request: Request,
  context: { params: Promise<Record<string, string | string[] | undefined>> },
) => Promise<Response>

/**
 * Makes a route handler: authenticates, checks the origin of writes, parses params, query and body, calls the verb,
 * checks and sends the reply, maps errors to problem+json and writes one log event. An invalid id in the path is
 * answered like an unknown one.
 */
export function route<P extends ObjectSchema, Q extends ObjectSchema, B extends Schema, R extends Schema>(
  options: RouteOptions<P, Q, B, R>,
  handler: (input: RouteInput<P, Q, B>) => Promise<z.input<R> | Response>,
): NextHandler {
  return async (request, { params }) => {
    const requestId = randomUUID()
    const started = performance.now()
    const fields: Record<string, unknown> = { requestId, route: options.name }
    let response: Response
    let ended = false
    try {
      const actor = options.machine ? ANONYMOUS : await authenticate(request)
      ended =
        !options.machine && actor.kind === 'anonymous' && readSessionCookie(request.headers.get('cookie')) !== null
      if (actor.kind === 'user') fields.userId = actor.userId
      if (!options.machine) assertOrigin(actor, request)
      if (options.login) requireUser(actor)
      const { db, dear, store } = runtime()
      const ctx: Context = { actor, db, dear, store }
      const text = await bodyText(options, request)
      response = await remembered(ctx, request, options.name, text, async () => {
        const input = parseInput(options, request, await params, text)
        const reply = await handler({ ...input, ctx, request, requestId })
        return reply instanceof Response ? reply : jsonReply(options, reply)
      })
    } catch (thrown) {
      const error = toAppError(thrown)
      fields.code = error.code
      if (error.code === 'internal' || error.code === 'unavailable') fields.error = describeError(error.cause ?? error)
      response = problemResponse(error, requestId)
    }
    const finished = finish(response, request, requestId, started, fields)
    if (ended) finished.headers.append('set-cookie', clearedSessionCookie())
    return finished
  }
}

function assertOrigin(actor: Actor, request: Request): void {
  if (request.method === 'GET' || request.method === 'HEAD') return
  if (actor.kind === 'user') assertSameOrigin(request)
  else assertNotForeign(request)
}

/** Read once, within its limit, before anything looks at it. */
async function bodyText(options: { body?: Schema; bodyOptional?: boolean }, request: Request): Promise<string | null> {
  if (!options.body) return null
  const empty = request.body === null || request.headers.get('content-length') === '0'
  return empty && options.bodyOptional ? '{}' : readJsonText(request)
}

function parseInput<P extends ObjectSchema, Q extends ObjectSchema, B extends Schema>(
  options: RouteOptions<P, Q, B, Schema>,
  request: Request,
  params: Record<string, string | string[] | undefined>,
  text: string | null,
) {
  const parsedParams = options.params ? parseParams(options.params, params) : undefined
  const search = new URL(request.url).searchParams
  const query = options.query ? parseQuery(options.query, search) : refuseAnyQuery(search)
  const body = options.body && text !== null ? parseBody(options.body, text) : undefined
  return { params: parsedParams, query, body } as { params: z.output<P>; query: z.output<Q>; body: z.output<B> }
}

function parseParams<P extends ObjectSchema>(schema: P, params: unknown): z.output<P> {
  const parsed = schema.safeParse(params)
  if (!parsed.success) throw notFound()
  return parsed.data
}

function refuseAnyQuery(search: URLSearchParams): undefined {
  const unknown = [...new Set(search.keys())]
  if (unknown.length > 0)
    throw new AppError('invalid', `unknown query parameter ${unknown.join(', ')}; this route takes none`)
  return undefined
}

function jsonReply<R extends Schema>(options: { reply?: R; status?: number }, value: z.input<R>): Response {
  if (options.reply === undefined) return new Response(null, { status: options.status ?? 204 })
  const parsed = options.reply.safeParse(value)
  if (!parsed.success) throw new Error('the reply breaks its contract', { cause: parsed.error })
  return Response.json(parsed.data, { status: options.status ?? 200 })
}

function finish(
  response: Response,
  request: Request,
  requestId: string,
  started: number,
  fields: Record<string, unknown>,
): Response {
  const headers = new Headers(response.headers)
  if (!headers.has('cache-control')) headers.set('cache-control', 'private, no-store')
  headers.set('vary', 'Cookie, Authorization')
  headers.set('x-request-id', requestId)
  const ms = Math.round((performance.now() - started) * 10) / 10
  logEvent(response.status >= 500 ? 'error' : 'info', 'request', {
    ...fields,
    method: request.method,
    status: response.status,
    ms,
  })
  return new Response(response.body, { status: response.status, headers })
}
