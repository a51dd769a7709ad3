import { randomUUID } from 'node:crypto'
import { NextRequest } from 'next/server'
import NextAuth from 'next-auth'
import { authOptions } from '../auth/next-auth'
import { openSessionCookie, readSessionCookie } from '../auth/session-cookie'
import { AppError, notFound } from '../errors'
import { describeError, logEvent } from '../log'
import { runtime } from '../runtime'
import { clientAddress } from './client-address'
import { nextPath } from './next-path'
import { problemResponse, toAppError } from './problem'

const ACTIONS: Record<string, string[]> = {
  GET: ['csrf', 'session', 'providers', 'signin', 'signin/credentials', 'signout', 'error'],
  POST: ['callback/credentials', 'signin/credentials', 'signout', 'session'],
}
const BODY_LIMIT = 16 * 1024

/**
 * next-auth's own routes, with what it lacks: attempts limited (429 and Retry-After), errors as problem+json instead of
 * in an address, actions we do not use closed, the browser's cache emptied at log-out.
 */
export async function authRoute(
  request: NextRequest,
  context: { params: Promise<{ nextauth: string[] }> },
): Promise<Response> {
  const requestId = randomUUID()
  const started = performance.now()
  const action = (await context.params).nextauth.join('/')
  const method = request.method === 'HEAD' ? 'GET' : request.method
  let response: Response
  let problem: AppError | undefined
  try {
    if (!ACTIONS[method]?.includes(action)) throw refusal(request.method, action)
    let caught: unknown
    response = await answer(request, context, (error) => {
      caught = error
    })
    if (caught !== undefined) throw caught
  } catch (thrown) {
    problem = toAppError(thrown)
    response = problemResponse(problem, requestId)
    const allow = Object.keys(ACTIONS).filter((method) => ACTIONS[method]?.includes(action))
    if (response.status === 405) response.headers.set('allow', allow.join(', '))
  }
  response.headers.set('cache-control', 'private, no-store')
  response.headers.set('x-request-id', requestId)
  if (request.method === 'POST' && action === 'signout' && !problem) response.headers.set('clear-site-data', '"cache"')
  const ours = problem?.code === 'internal' || problem?.code === 'unavailable'
  logEvent(response.status >= 500 ? 'error' : 'info', 'request', {
    requestId,
    route: `/api/auth/${ACTIONS[method]?.includes(action) ? action : '…'}`,
    method: request.method,
    status: response.status,
    code: problem?.code,
    error: ours ? describeError(problem?.cause ?? problem) : undefined,
    ms: Math.round((performance.now() - started) * 10) / 10,
  })
  return response
}

function refusal(method: string, action: string): AppError {
  const known = Object.values(ACTIONS).some((actions) => actions.includes(action))
  return known ? new AppError('method_not_allowed', `This address does not take ${method}.`) : notFound()
}

async function answer(
  request: NextRequest,
  context: { params: Promise<{ nextauth: string[] }> },
  onError: (error: unknown) => void,
): Promise<Response> {
  if (Number(request.headers.get('content-length') ?? 0) > BODY_LIMIT) {
    throw new AppError('too_large', 'The form is larger than 16 KB.')
  }
  const cookie = readSessionCookie(request.headers.get('cookie'))
  const token = cookie === null ? null : await openSessionCookie(cookie)
  const options = authOptions({
    db: runtime().db,
    address: clientAddress(request.headers),
    userAgent: request.headers.get('user-agent') ?? '',
    sessionId: token?.sid ?? null,
    toOwnAddress,
    onError,
  })
  const response = (await NextAuth(asNextAuthTakesIt(request), context, options)) as Response
  return new Response(response.body, response)
}

/** HEAD as GET, and without a callbackUrl that leads elsewhere: next-auth would answer some of those with 500. */
function asNextAuthTakesIt(request: NextRequest): NextRequest {
  const url = new URL(request.url)
  const callback = url.searchParams.get('callbackUrl')
  if (callback === null && request.method !== 'HEAD') return request
  if (callback !== null) url.searchParams.set('callbackUrl', nextPath(callback))
  return request.method === 'HEAD' ? new NextRequest(url, { headers: request.headers }) : new NextRequest(url, request)
}

function toOwnAddress(url: string, baseUrl: string): string {
  const path = url.startsWith(`${baseUrl}/`) ? url.slice(baseUrl.length) : url
  return baseUrl + nextPath(path)
}
