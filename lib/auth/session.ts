import { cookies } from 'next/headers'
import { cache } from 'react'
import { type Actor, ANONYMOUS } from '../context/actor'
import { runtime } from '../context/runtime'
import { AppError } from '../errors/app-error'
import { findSession } from './find-session'
import { openSessionCookie, readSessionCookie, sessionCookieName } from './session-cookie'

/**
 * Who sends this request. An ended, outdated or disabled session counts as nobody.
 * @throws AppError unauthenticated for any bearer token that is not known: it never falls back to the cookie or to nobody
 */
export async function authenticate(request: Request): Promise<Actor> {
  if (/^bearer\b/i.test(request.headers.get('authorization')?.trim() ?? '')) {
    throw new AppError('unauthenticated', 'This access token is not valid.')
  }
  return actorOfCookie(readSessionCookie(request.headers.get('cookie')))
}

/** Whether the one behind a request that lasts is still who asked: a session may have ended meanwhile. */
export async function stillThere(request: Request, actor: Actor): Promise<boolean> {
  if (actor.kind !== 'user') return true
  const now = await authenticate(request)
  return now.kind === 'user' && now.userId === actor.userId
}

/** Who looks at a page; asked once per render. */
export const pageActor = cache(async (): Promise<Actor> => {
  const jar = await cookies()
  return actorOfCookie(jar.get(sessionCookieName())?.value ?? null)
})

async function actorOfCookie(value: string | null): Promise<Actor> {
  const token = value === null ? null : await openSessionCookie(value)
  if (token === null) return ANONYMOUS
  return (await findSession(runtime().db, token)) ?? ANONYMOUS
}
