import { cookies } from 'next/headers'
import { cache } from 'react'
import { type Actor, ANONYMOUS, personOf } from '../context/actor'
import { runtime } from '../context/runtime'
import { AppError } from '../errors/app-error'
import { bearerOf, isAccessToken } from './access-token'
import { findSession } from './find-session'
import { findToken } from './find-token'
import { openSessionCookie, readSessionCookie, sessionCookieName } from './session-cookie'

/**
 * Who sends this request. An ended, outdated or disabled session counts as nobody.
 * @throws AppError unauthenticated for any bearer token that is not known: it never falls back to the cookie or to nobody
 */
export async function authenticate(request: Request): Promise<Actor> {
  const bearer = bearerOf(request.headers.get('authorization'))
  if (bearer !== null) return actorOfToken(bearer)
  return actorOfCookie(readSessionCookie(request.headers.get('cookie')))
}

/** Whether the one behind a request that lasts is still who asked: a session may have ended meanwhile. */
export async function stillThere(request: Request, actor: Actor): Promise<boolean> {
  const before = personOf(actor)
  if (!before) return true
  const now = personOf(await authenticate(request).catch(nobodyForRefused))
  return now?.kind === before.kind && now.userId === before.userId
}

/** Who looks at a page; asked once per render. */
export const pageActor = cache(async (): Promise<Actor> => {
  const jar = await cookies()
  return actorOfCookie(jar.get(sessionCookieName())?.value ?? null)
})

async function actorOfToken(token: string): Promise<Actor> {
  const actor = isAccessToken(token) ? await findToken(runtime().db, token) : null
  if (!actor)
    throw new AppError(
      'unauthenticated',
      'This access token is not valid: it is unknown, revoked or expired. Send it as Authorization: Bearer alb_…',
    )
  return actor
}

function nobodyForRefused(error: unknown): Actor {
  if (error instanceof AppError && error.code === 'unauthenticated') return ANONYMOUS
  throw error
}

async function actorOfCookie(value: string | null): Promise<Actor> {
  const token = value === null ? null : await openSessionCookie(value)
  if (token === null) return ANONYMOUS
  return (await findSession(runtime().db, token)) ?? ANONYMOUS
}
