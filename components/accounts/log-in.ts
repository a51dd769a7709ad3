import { ApiError } from '@/lib/http/api-error'
import { readProblem } from '@/lib/http/client'
import { tellSession } from '../session/session-news'

/**
 * Logs in through next-auth's own route. @throws ApiError: wrong password, too many attempts, no answer
 */
export async function logIn(login: string, password: string): Promise<void> {
  const response = await post(login, password).catch((error: unknown) => {
    if (error instanceof ApiError) throw error
    throw new ApiError({
      status: 0,
      code: 'offline',
      detail: 'Albumen does not answer. Check the connection and try again.',
    })
  })
  if (response.ok) return tellSession('log-in')
  if (response.status !== 401) throw await readProblem(response)
  throw new ApiError({
    status: 401,
    code: 'unauthenticated',
    detail: 'These do not go together. Check the e-mail or username, then the password.',
  })
}

async function post(login: string, password: string): Promise<Response> {
  const reply = await fetch('/api/auth/csrf', { credentials: 'same-origin', cache: 'no-store' })
  if (!reply.ok) throw await readProblem(reply)
  const { csrfToken } = (await reply.json()) as { csrfToken: string }
  return fetch('/api/auth/callback/credentials', {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ csrfToken, login, password, json: 'true' }),
  })
}
