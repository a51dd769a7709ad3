import { authenticate } from '../auth/session'
import { type Actor, ANONYMOUS, type LinkActor } from '../context/actor'
import type { Context } from '../context/context'
import { runtime } from '../context/runtime'
import { AppError, notFound } from '../errors/app-error'
import { findLink, openLink } from './open-link'

/** A context whose actor came in by a link. */
export type LinkContext = Context & { actor: LinkActor }

type PathParams = Record<string, string | string[] | undefined>

/**
 * The door of what a link opens: the token in the path says all. A session is not looked at, another authority beside it is refused.
 * @throws AppError not_found: no such link, or locked; unauthenticated: a token or another Authorization came too
 */
export async function throughLink(request: Request, params: PathParams): Promise<Actor> {
  const opened = await enter(request, params)
  if (opened.state === 'locked') throw notFound()
  return opened.actor
}

/** The same for the link itself, where a visitor is told that it is locked. @throws AppError not_found, unauthenticated */
export async function toLink(request: Request, params: PathParams): Promise<Actor> {
  const opened = await enter(request, params)
  if (opened.state === 'locked') throw new AppError('unauthenticated', 'This link asks for a password.')
  return opened.actor
}

/** The door of the lock. @returns nobody @throws AppError not_found, unauthenticated */
export async function toLock(request: Request, params: PathParams): Promise<Actor> {
  await assertNoOther(request)
  if (!(await findLink(runtime().db, tokenOf(params)))) throw notFound()
  assertNoAuthorization(request)
  return ANONYMOUS
}

/** The context of a route behind `throughLink` or `toLink`. */
export function linkContext(ctx: Context): LinkContext {
  const { actor } = ctx
  if (actor.kind !== 'link') throw new Error('not a route of a link')
  return { ...ctx, actor }
}

/** Whether a visitor still gets in and may still download: asked while a zip is sent. */
export async function stillDownloads(request: Request, token: string): Promise<boolean> {
  const opened = await openLink(runtime().db, token, request.headers.get('cookie'))
  return opened?.state === 'open' && opened.actor.rights.allowDownload
}

async function enter(request: Request, params: PathParams) {
  await assertNoOther(request)
  const opened = await openLink(runtime().db, tokenOf(params), request.headers.get('cookie'))
  if (opened === null) throw notFound()
  assertNoAuthorization(request)
  return opened
}

/** A bad bearer is 401 on every route. @throws AppError unauthenticated */
async function assertNoOther(request: Request): Promise<void> {
  if (request.headers.has('authorization')) await authenticate(request)
}

/** No request has two authorities. @throws AppError unauthenticated */
function assertNoAuthorization(request: Request): void {
  if (request.headers.has('authorization'))
    throw new AppError('unauthenticated', 'A share link is opened without a token. Leave Authorization out.')
}

function tokenOf(params: PathParams): string {
  return typeof params.token === 'string' ? params.token : ''
}
