import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { authenticate } from '../auth/session'
import { clearedSessionCookie, readSessionCookie } from '../auth/session-cookie'
import { countVisitorSearch } from '../auth/visitor-searches'
import { type Actor, ANONYMOUS, personOf, requireAdmin, requireSession, requireUser } from '../context/actor'
import type { Context } from '../context/context'
import { runtime } from '../context/runtime'
import { AppError, notFound } from '../errors/app-error'
import { toAppError } from '../errors/away'
import { countRequest } from '../health/request-counts'
import { describeError, logEvent } from '../log'
import { clientAddress } from './client-address'
import { defined, type Reply, type RouteDefinition, refusesKeys } from './definition'
import { remembered } from './idempotency'
import { assertNotForeign, assertSameOrigin } from './origin'
import { parseBody, parseQuery, readJsonText } from './parse'
import { problemResponse } from './problem'

type Schema = z.ZodType
type ObjectSchema = z.ZodObject

/** A definition whose types the handler is held to. */
interface RouteOptions<P extends ObjectSchema, Q extends ObjectSchema, B extends Schema, R extends Reply>
  extends RouteDefinition {
  params?: P
  query?: Q
  body?: B
  replies: R[]
  /** Who comes in, where neither session nor token says so (scope `link`). */
  door?: (request: Request, params: PathParams) => Promise<Actor>
}

/** What a handler may return beside a Response: a value of the reply that has a schema. */
type Value<R> = R extends { schema: infer S extends Schema } ? z.input<S> : never

interface RouteInput<P extends ObjectSchema, Q extends ObjectSchema, B extends Schema> {
  ctx: Context
  params: z.output<P>
  query: z.output<Q>
  body: z.output<B>
  request: Request
  requestId: string
}

/** For everybody but administrators nothing of it is there, whatever they send: verbs ask again, but only after the input was parsed. */
const ADMINISTRATION = /^[A-Z]+ \/admin\//

export type PathParams = Record<string, string | string[] | undefined>
type NextContext = { params: Promise<PathParams | undefined> }
type NextHandler = (request: Request, context: NextContext) => Promise<Response>

/**
 * Makes a route handler: authenticates, checks the origin of writes, parses params, query and body, calls the verb,
 * checks and sends the reply, maps errors to problem+json and writes one log event. An invalid id in the path is
 * answered like an unknown one.
 */
export function route<P extends ObjectSchema, Q extends ObjectSchema, B extends Schema, R extends Reply>(
  options: RouteOptions<P, Q, B, R>,
  handler: (input: RouteInput<P, Q, B>) => Promise<Value<R> | Response>,
): NextHandler {
  return defined(options, async (request: Request, { params }: NextContext) => {
    const requestId = randomUUID()
    const started = performance.now()
    // Next gives nothing to a route without parameters, whatever its types say.
    const given = (await params) ?? {}
    const name = routeName(request, given)
    const fields: Record<string, unknown> = { requestId, route: name }
    let response: Response
    let ended = false
    try {
      const actor = await actorOf(options, request, given)
      ended = looksAtSessions(options) && actor.kind === 'anonymous' && hasSessionCookie(request)
      Object.assign(fields, callerFields(actor))
      if (!options.machine) assertOrigin(actor, request)
      if (options.login) requireUser(actor)
      assertScope(options, actor)
      if (ADMINISTRATION.test(name)) requireAdmin(actor)
      assertNoKey(options, request)
      const { db, dear, store } = runtime()
      const ctx: Context = { actor, db, dear, store, address: clientAddress(request.headers) }
      if (options.searches) await countVisitorSearch(ctx)
      const text = await bodyText(options, request)
      const run = async () => {
        const input = parseInput(options, request, given, text)
        const reply = await handler({ ...input, ctx, request, requestId })
        return reply instanceof Response ? reply : jsonReply(options, reply)
      }
      response = refusesKeys(options) ? await run() : await remembered(ctx, request, name, text, run)
    } catch (thrown) {
      const error = toAppError(thrown)
      fields.code = error.code
      if (error.code === 'internal' || error.code === 'unavailable') fields.error = describeError(error.cause ?? error)
      response = problemResponse(error, requestId)
    }
    const finished = finish(response, request, requestId, started, fields)
    if (ended) finished.headers.append('set-cookie', clearedSessionCookie())
    return finished
  })
}

type Door = Pick<RouteOptions<ObjectSchema, ObjectSchema, Schema, Reply>, 'machine' | 'door'>

async function actorOf({ machine, door }: Door, request: Request, params: PathParams): Promise<Actor> {
  if (door) {
    if (!isRead(request)) assertNotForeign(request)
    return door(request, params)
  }
  return machine ? ANONYMOUS : authenticate(request)
}

function looksAtSessions({ machine, door }: Door): boolean {
  return !machine && !door
}

function hasSessionCookie(request: Request): boolean {
  return readSessionCookie(request.headers.get('cookie')) !== null
}

/** The route in the log, e.g. `GET /photos/{id}`: what stands in the place of a parameter is left out. */
function routeName(request: Request, params: PathParams): string {
  const values = Object.entries(params).flatMap(([key, value]) => [value ?? []].flat().map((part) => [part, key]))
  const names = new Map(values as [string, string][])
  const path = new URL(request.url).pathname.replace(/^\/api\/v1(?=\/)/, '')
  const parts = path.split('/').map((part) => {
    const name = names.get(part) ?? names.get(decoded(part))
    return name === undefined ? part : `{${name}}`
  })
  return `${request.method === 'HEAD' ? 'GET' : request.method} ${parts.join('/')}`
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

/** Who asked, for the log. */
function callerFields(actor: Actor): Record<string, unknown> {
  if (actor.kind === 'link') return { linkId: actor.linkId }
  const person = personOf(actor)
  if (!person) return {}
  return { userId: person.userId, ...(person.kind === 'token' ? { tokenId: person.tokenId } : {}) }
}

/** What a token may do of what its person may. @throws AppError insufficient_scope, forbidden (no token may) */
function assertScope({ scope }: RouteDefinition, actor: Actor): void {
  if (actor.kind !== 'token') return
  if (scope === 'session' || scope === 'link') requireSession(actor)
  else if (!actor.scopes.includes(scope)) {
    throw new AppError('insufficient_scope', `This access token may not ${scope}; make one with the scope "${scope}".`)
  }
}

/** A key that nothing would come of is not passed over in silence. @throws AppError invalid */
function assertNoKey(options: RouteDefinition, { method, headers }: Request): void {
  if (method !== 'POST' || !refusesKeys(options) || headers.get('idempotency-key') === null) return
  const why = options.secret ? 'its reply holds a secret and is not kept' : 'replies to visitors of a link are not kept'
  throw new AppError('invalid', `Leave out Idempotency-Key: this call cannot be repeated under a key, because ${why}.`)
}

function isRead({ method }: Request): boolean {
  return method === 'GET' || method === 'HEAD'
}

function assertOrigin(actor: Actor, request: Request): void {
  if (isRead(request)) return
  if (actor.kind === 'user') assertSameOrigin(request)
  else assertNotForeign(request)
}

/** Read once, within its limit, before anything looks at it. */
async function bodyText(options: { body?: Schema; bodyOptional?: boolean }, request: Request): Promise<string | null> {
  if (!options.body) return null
  return options.bodyOptional && hasNoBody(request) ? '{}' : readJsonText(request)
}

/** Next gives a request a body even where none was sent: HTTP/1.1 says so by its headers (RFC 9112, 6.3). */
function hasNoBody({ body, headers }: Request): boolean {
  const length = headers.get('content-length')
  return body === null || length === '0' || (length === null && !headers.has('transfer-encoding'))
}

function parseInput<P extends ObjectSchema, Q extends ObjectSchema, B extends Schema>(
  options: RouteOptions<P, Q, B, Reply>,
  request: Request,
  params: PathParams,
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

function jsonReply({ replies }: RouteDefinition, value: unknown): Response {
  const reply = replies.find(({ schema }) => schema !== undefined)
  if (!reply?.schema) throw new Error('a route without a JSON reply returned a value')
  const parsed = reply.schema.safeParse(value)
  if (!parsed.success) throw new Error('the reply breaks its contract', { cause: parsed.error })
  return Response.json(parsed.data, { status: reply.status })
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
  countRequest(String(fields.route), response.status, ms)
  logEvent(response.status >= 500 ? 'error' : 'info', 'request', {
    ...fields,
    method: request.method,
    status: response.status,
    ms,
  })
  return new Response(response.body, { status: response.status, headers })
}
