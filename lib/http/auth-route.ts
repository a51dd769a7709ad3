import { randomUUID } from 'node:crypto'
import { NextRequest } from 'next/server'
import NextAuth from 'next-auth'
import * as z from 'zod'
import { readDevice, writtenDevice } from '../auth/device-cookie'
import { authOptions } from '../auth/next-auth'
import { openSessionCookie, readSessionCookie } from '../auth/session-cookie'
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

const ACTIONS: Record<string, string[]> = {
  GET: ['csrf', 'session', 'providers', 'signin', 'signin/credentials', 'signout', 'error'],
  POST: ['callback/credentials', 'signin/credentials', 'signout', 'session'],
}
const FORM_LIMIT = 16 * 1024
/** A form in JSON: plain values, written as a form writes them. */
const JsonForm = z.record(z.string(), z.union([z.string(), z.boolean().transform(String)]))

/**
 * next-auth's own routes, with what it lacks: attempts limited (429 and Retry-After), errors as problem+json instead of
 * in an address, actions we do not use closed, the browser's cache and storage emptied at log-out.
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
  if (request.method === 'POST' && action === 'signout' && !problem)
    response.headers.set('clear-site-data', CLEARED_AT_LOG_OUT)
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
  if (request.method === 'POST') assertNotForeign(request)
  const form = request.method === 'POST' ? await readForm(request) : undefined
  const cookie = readSessionCookie(request.headers.get('cookie'))
  const token = cookie === null ? null : await openSessionCookie(cookie)
  let loggedIn: string | undefined
  const options = authOptions({
    db: runtime().db,
    address: clientAddress(request.headers),
    userAgent: request.headers.get('user-agent') ?? '',
    sessionId: token?.sid ?? null,
    device: readDevice(request.headers.get('cookie')),
    onLogIn: (userId) => {
      loggedIn = userId
    },
    toOwnAddress,
    onError,
  })
  const response = (await NextAuth(asNextAuthTakesIt(request, form), context, options)) as Response
  const reply = new Response(response.body, response)
  if (loggedIn !== undefined) reply.headers.append('set-cookie', writtenDevice(loggedIn))
  return reply
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
function asNextAuthTakesIt(request: NextRequest, form: URLSearchParams | undefined): NextRequest {
  const url = new URL(request.url)
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
