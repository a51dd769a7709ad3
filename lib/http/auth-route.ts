import { randomUUID } from 'node:crypto'
import { NextRequest } from 'next/server'
import NextAuth from 'next-auth'
import * as z from 'zod'
import { SIGN_IN_ELSEWHERE, takeAttempt } from '../auth/attempts'
import { readDevice, writtenDevice } from '../auth/device-cookie'
import {
  type Arrival,
  type EnterByKeys,
  type EnterElsewhere,
  intentCookie,
  pendingCookie,
  SignInRefusal,
} from '../auth/elsewhere'
import { findSession } from '../auth/find-session'
import { authOptions, callbackUrlCookieName } from '../auth/next-auth'
import { openSessionCookie, readSessionCookie } from '../auth/session-cookie'
import { assertPasswordLogin, oidcSettings, passwordLogin, s3LoginSettings } from '../auth/ways-in'
import { runtime } from '../context/runtime'
import { AppError, notFound } from '../errors/app-error'
import { toAppError } from '../errors/away'
import { parseWith } from '../errors/parse-with'
import { describeError, logEvent } from '../log'
import { clientAddress } from './client-address'
import { nextPath } from './next-path'
import { assertNotForeign } from './origin'
import { parseJson } from './parse'
import { problemResponse } from './problem'
import { readText } from './request-body'
import { CLEARED_AT_LOG_OUT } from './security-headers'

/** The ways to the issuer and back. */
const OUT = 'signin/oidc'
const BACK = 'callback/oidc'
const PASSWORD = ['callback/credentials', 'signin/credentials']
const FORM_LIMIT = 16 * 1024
/** A form in JSON: plain values, written as a form writes them. */
const JsonForm = z.record(z.string(), z.union([z.string(), z.boolean().transform(String)]))

/** What of next-auth is open here, by method. */
function actions(): Record<string, string[]> {
  const oidc = oidcSettings() !== null
  const keys = s3LoginSettings() !== null
  return {
    GET: ['csrf', 'session', 'providers', 'signin', 'signin/credentials', 'signout', 'error', ...(oidc ? [BACK] : [])],
    POST: [
      ...PASSWORD,
      'callback/second-step',
      'signout',
      'session',
      ...(oidc ? [OUT] : []),
      ...(keys ? ['callback/s3-keys'] : []),
    ],
  }
}

interface Ways {
  enterElsewhere: EnterElsewhere
  enterByKeys: EnterByKeys
}

type RouteContext = { params: Promise<{ nextauth: string[] }> }

/**
 * next-auth's own routes, with what it lacks: attempts limited (429 and Retry-After), errors as problem+json instead of
 * in an address, actions we do not use closed, the browser's cache and storage emptied at log-out.
 * @param ways let in whom the issuer names, and who has keys of the bucket
 */
export function authRoute(ways: Ways) {
  return async (request: NextRequest, context: RouteContext): Promise<Response> => {
    const [requestId, started] = [randomUUID(), performance.now()]
    const action = (await context.params).nextauth.join('/')
    const method = request.method === 'HEAD' ? 'GET' : request.method
    const open = actions()
    const known = open[method]?.includes(action) ?? false
    let response: Response
    let problem: AppError | undefined
    try {
      if (!known) throw refusal(request.method, action)
      if (method === 'POST' && PASSWORD.includes(action)) assertPasswordLogin()
      response = await answer(request, context, action, ways)
    } catch (thrown) {
      problem = toAppError(thrown)
      response = action === BACK && known ? backToLogIn(problem, request) : problemResponse(problem, requestId)
      const allow = Object.keys(open).filter((method) => open[method]?.includes(action))
      if (response.status === 405) response.headers.set('allow', allow.join(', '))
    }
    response.headers.set('cache-control', 'private, no-store')
    response.headers.set('x-request-id', requestId)
    if (request.method === 'POST' && action === 'signout' && !problem)
      response.headers.set('clear-site-data', CLEARED_AT_LOG_OUT)
    const ours = problem?.code === 'internal' || problem?.code === 'unavailable'
    logEvent(response.status >= 500 ? 'error' : 'info', 'request', {
      requestId,
      route: `/api/auth/${known ? action : '…'}`,
      method: request.method,
      status: response.status,
      code: problem?.code,
      error: ours ? describeError(problem?.cause ?? problem) : undefined,
      ms: Math.round((performance.now() - started) * 10) / 10,
    })
    return response
  }
}

function refusal(method: string, action: string): AppError {
  const known = Object.values(actions()).some((actions) => actions.includes(action))
  return known ? new AppError('method_not_allowed', `This address does not take ${method}.`) : notFound()
}

/** Whoever comes back from the issuer looks at a page: it says why nobody is let in. */
function backToLogIn(problem: AppError, request: NextRequest): Response {
  const location = refusedAt(problem instanceof SignInRefusal ? problem.reason : problem.code, request)
  return new Response(null, { status: 302, headers: { location, 'set-cookie': intentCookie.cleared() } })
}

/** The page that says why, with the way to where one wanted to go. */
function refusedAt(reason: string, request: NextRequest): string {
  if (intentCookie.read(request.headers.get('cookie'))?.link) return `/settings?ways=${reason}`
  const next = nextOf(request)
  return `/login?error=${reason}${next === '/' ? '' : `&next=${encodeURIComponent(next)}`}`
}

async function answer(request: NextRequest, context: RouteContext, action: string, ways: Ways): Promise<Response> {
  if (request.method === 'POST') assertNotForeign(request)
  const form = request.method === 'POST' ? await readForm(request) : undefined
  const { headers } = request
  const { db } = runtime()
  if (action === OUT || action === BACK) await takeAttempt(db, SIGN_IN_ELSEWHERE, clientAddress(headers))
  const set: string[] = []
  if (form && action === OUT) set.push(intentOf(form))
  if (action === BACK) set.push(intentCookie.cleared())
  let [loggedIn, caught]: [string | undefined, unknown] = [undefined, undefined]
  const arrival = await arrivalOf(request)
  const options = authOptions({
    db,
    ...arrival,
    pending: pendingCookie.read(headers.get('cookie')),
    enter: (claims) => ways.enterElsewhere(db, claims, arrival),
    enterByKeys: (typed) => ways.enterByKeys(db, typed, arrival),
    next: nextOf(request),
    onCookie: (cookie) => set.push(cookie),
    onLogIn: (userId) => {
      loggedIn = userId
    },
    toOwnAddress,
    onError: (error) => {
      caught = error
    },
  })
  const response = (await NextAuth(asNextAuthTakesIt(request, form, action), context, options)) as Response
  if (caught !== undefined) throw caught
  if (action === OUT) await assertIssuerAnswers(response.clone())
  const reply = new Response(response.body, response)
  const [, refused] = /\/api\/auth\/error\?error=(\w+)$/.exec(reply.headers.get('location') ?? '') ?? []
  if (action === BACK && refused !== undefined) reply.headers.set('location', refusedAt(refused, request))
  if (loggedIn !== undefined) set.push(writtenDevice(loggedIn))
  for (const cookie of set) reply.headers.append('set-cookie', cookie)
  return reply
}

async function arrivalOf(request: NextRequest): Promise<Arrival> {
  const header = request.headers.get('cookie')
  const cookie = readSessionCookie(header)
  const token = cookie === null ? null : await openSessionCookie(cookie)
  const intent = intentCookie.read(header)
  return {
    address: clientAddress(request.headers),
    userAgent: request.headers.get('user-agent') ?? '',
    sessionId: token?.sid ?? null,
    device: readDevice(header),
    actor: token && intent?.link ? await findSession(runtime().db, token) : null,
    intent,
  }
}

/** The cookie that remembers what somebody goes to the issuer for; one that was there before means nothing any more. */
function intentOf(form: URLSearchParams): string {
  const [sealed, invitation] = [form.get('intent'), form.get('invitation')]
  form.delete('intent')
  form.delete('invitation')
  // The answer is an address for a script: a form that is sent on to another site is against the policy.
  form.set('json', 'true')
  if (sealed === null && invitation === null) return intentCookie.cleared()
  const intent = sealed === null ? { invitation: invitation?.slice(0, 100) } : intentCookie.open(sealed)
  if (!intent) throw new AppError('invalid', 'This was begun too long ago. Begin again.')
  return intentCookie.written(intent)
}

/** Where next-auth goes in the end, as the browser keeps it. */
function nextOf(request: NextRequest): string {
  const kept = request.cookies.get(callbackUrlCookieName())?.value ?? ''
  const path = URL.canParse(kept) ? kept.slice(new URL(kept).origin.length) : kept
  return nextPath(path)
}

/** @throws AppError unavailable when next-auth would send people to a page of errors instead of the issuer */
async function assertIssuerAnswers(response: Response): Promise<void> {
  const { url = '' } = (await response.json().catch(() => ({}))) as { url?: string }
  if (!/\/api\/auth\/error\?error=OAuthSignin$/.test(url)) return
  const name = oidcSettings()?.name ?? 'The issuer'
  const rest = passwordLogin() ? 'Log in with your password, or try again later.' : 'Try again later.'
  throw new AppError('unavailable', `${name} does not answer as it should. ${rest}`, { retryAfterSeconds: 30 })
}

/**
 * The fields of a log-in or log-out. next-auth would read a body of any size, before it checks anything.
 * @throws AppError too_large, unsupported_media, invalid
 */
async function readForm(request: NextRequest): Promise<URLSearchParams> {
  const text = await readText(request, FORM_LIMIT, '16 KB')
  const [type = ''] = (request.headers.get('content-type') ?? '').split(';')
  switch (type.trim().toLowerCase()) {
    case 'application/x-www-form-urlencoded':
      return new URLSearchParams(text)
    case 'application/json':
      return new URLSearchParams(parseWith(JsonForm, parseJson(text), 'field', []))
    default:
      if (text === '') return new URLSearchParams()
      throw new AppError('unsupported_media', 'Send the form as application/x-www-form-urlencoded.')
  }
}

/** HEAD as GET, the form that was read, and no callbackUrl that leads elsewhere: next-auth would answer some of those with 500. */
function asNextAuthTakesIt(request: NextRequest, form: URLSearchParams | undefined, action: string): NextRequest {
  const url = new URL(request.url)
  // What stands in its address would go to the issuer among our own parameters.
  if (action === OUT) url.search = ''
  const callback = url.searchParams.get('callbackUrl')
  if (callback !== null) url.searchParams.set('callbackUrl', nextPath(callback))
  const headers = new Headers(request.headers)
  if (form === undefined) return new NextRequest(url, { headers })
  headers.delete('content-length')
  headers.set('content-type', 'application/x-www-form-urlencoded')
  return new NextRequest(url, { method: 'POST', headers, body: form.toString() })
}

function toOwnAddress(url: string, baseUrl: string): string {
  const path = url.startsWith(`${baseUrl}/`) ? url.slice(baseUrl.length) : url
  return baseUrl + nextPath(path)
}
