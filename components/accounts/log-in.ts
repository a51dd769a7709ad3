import { ApiError, OFFLINE } from '@/lib/http/api-error'
import { readProblem } from '@/lib/http/client'
import { tellSession } from '../session/session-news'

/** What a log-in is made with. */
export interface LogInFields {
  login: string
  password: string
  /** Of the second factor, once it was asked for. */
  code?: string
}

/**
 * Logs in through next-auth's own route.
 * @throws ApiError: wrong password, second_factor_needed (the code is missing, or wrong), too many attempts, no answer
 */
export async function logIn(fields: LogInFields): Promise<void> {
  await signIn('callback/credentials', { ...fields })
}

/** Gives the code of the second factor after signing in elsewhere. @throws ApiError as `logIn`; unauthenticated when it was begun too long ago */
export async function giveCode(code: string): Promise<void> {
  await signIn('callback/second-step', { code })
}

/** Logs in with keys of the bucket. @throws ApiError as `logIn`; invalid with the field `email` where a new account needs one */
export async function logInWithKeys(fields: Record<string, string>): Promise<void> {
  await signIn('callback/s3-keys', fields)
}

/**
 * Begins the way to the issuer.
 * @param fields where to come back to, and what for (an invitation, a link)
 * @returns the issuer's address @throws ApiError unavailable, invalid, too many attempts, no answer
 */
export async function askIssuer(fields: {
  callbackUrl: string
  intent?: string
  invitation?: string
}): Promise<string> {
  const response = await answerTo('signin/oidc', fields)
  if (!response.ok) throw await readProblem(response)
  return ((await response.json()) as { url: string }).url
}

async function signIn(action: string, fields: Record<string, string>): Promise<void> {
  const response = await answerTo(action, fields)
  if (response.ok) return tellSession('log-in')
  const problem = await readProblem(response)
  const told = problem.code === 'second_factor_needed' || action !== 'callback/credentials'
  if (response.status !== 401 || told) throw problem
  throw new ApiError({
    status: 401,
    code: 'unauthenticated',
    detail: 'Wrong password, or nobody has this e-mail or username.',
  })
}

async function answerTo(action: string, fields: Record<string, string>): Promise<Response> {
  return post(action, fields).catch((error: unknown) => {
    if (error instanceof ApiError) throw error
    throw new ApiError({ status: 0, code: 'offline', detail: OFFLINE })
  })
}

async function post(action: string, fields: Record<string, string>): Promise<Response> {
  const reply = await fetch('/api/auth/csrf', { credentials: 'same-origin', cache: 'no-store' })
  if (!reply.ok) throw await readProblem(reply)
  const { csrfToken } = (await reply.json()) as { csrfToken: string }
  return fetch(`/api/auth/${action}`, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ csrfToken, ...fields, json: 'true' }),
  })
}
