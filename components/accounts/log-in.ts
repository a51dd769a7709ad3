import { ApiError } from '@/lib/http/api-error'
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
  const response = await post(fields).catch((error: unknown) => {
    if (error instanceof ApiError) throw error
    throw new ApiError({
      status: 0,
      code: 'offline',
      detail: 'Albumen does not answer. Check the connection and try again.',
    })
  })
  if (response.ok) return tellSession('log-in')
  const problem = await readProblem(response)
  if (response.status !== 401 || problem.code === 'second_factor_needed') throw problem
  throw new ApiError({
    status: 401,
    code: 'unauthenticated',
    detail: 'These do not go together. Check the e-mail or username, then the password.',
  })
}

async function post(fields: LogInFields): Promise<Response> {
  const reply = await fetch('/api/auth/csrf', { credentials: 'same-origin', cache: 'no-store' })
  if (!reply.ok) throw await readProblem(reply)
  const { csrfToken } = (await reply.json()) as { csrfToken: string }
  return fetch('/api/auth/callback/credentials', {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ csrfToken, ...fields, json: 'true' }),
  })
}
