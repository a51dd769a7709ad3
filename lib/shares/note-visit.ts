import { eq, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { shareLinks } from '@/db/schema/shares'
import { authenticate } from '../auth/session'
import { secureCookies } from '../auth/session-cookie'
import { userIdOf } from '../context/actor'
import type { LinkContext } from './link-door'

/** Whoever comes back within this time is still on the same visit. */
const SECONDS = 30 * 60
/** Programs that look at what people send each other, or that gather pages. */
const ROBOT = /bot\b|crawl|spider|slurp|preview|facebookexternalhit|whatsapp|telegram|slack|discord|skype|embedly/i

function cookieName(): string {
  return secureCookies() ? '__Secure-albumen.visit' : 'albumen.visit'
}

/**
 * Counts a visit: once for half an hour in one browser, not for HEAD, prefetching and robots, and not for the owner of the link. The
 * session tells who looks, for this alone.
 * @returns the Set-Cookie value that marks the visit; null where nothing was counted
 */
export async function noteVisit(ctx: LinkContext, request: Request): Promise<string | null> {
  const { linkId, token, ownerId } = ctx.actor
  if (request.method !== 'GET' || isRobot(request.headers) || isSameVisit(request.headers)) return null
  if (userIdOf(await authenticate(request)) === ownerId) return null
  await addVisit(ctx.db, linkId)
  const attributes = `Max-Age=${SECONDS}; HttpOnly; SameSite=Lax${secureCookies() ? '; Secure' : ''}`
  return `${cookieName()}=1; Path=/api/v1/links/${token}; ${attributes}`
}

async function addVisit(db: Database, linkId: string): Promise<void> {
  await db
    .update(shareLinks)
    .set({ visits: sql`${shareLinks.visits} + 1`, lastVisitAt: sql`now()` })
    .where(eq(shareLinks.id, linkId))
}

function isRobot(headers: Headers): boolean {
  const purpose = headers.get('sec-purpose') ?? headers.get('purpose') ?? ''
  return /prefetch/i.test(purpose) || ROBOT.test(headers.get('user-agent') ?? '')
}

/** The cookie's path makes it this link's. */
function isSameVisit(headers: Headers): boolean {
  return (headers.get('cookie') ?? '').split(';').some((part) => part.trim() === `${cookieName()}=1`)
}
