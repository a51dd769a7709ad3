import { createHmac, timingSafeEqual } from 'node:crypto'
import { authSecret, secureCookies } from '../auth/session-cookie'
import type { LinkActor } from '../context/actor'

/** How long a browser is known to a link: as long as somebody takes to choose. */
const SECONDS = 180 * 24 * 3600
const VALUE = /^([0-9a-f-]{36})\.([\w-]{43})$/
/** Values that are looked at: a browser sends one for each path. */
const MOST_VALUES = 10

function cookieName(): string {
  return secureCookies() ? '__Secure-albumen.guest' : 'albumen.guest'
}

/** The Set-Cookie value that makes a browser known as a guest of one link; it is sent to that link's routes alone. */
export function guestCookie({ linkId, token }: Pick<LinkActor, 'linkId' | 'token'>, guestId: string): string {
  const attributes = `Max-Age=${SECONDS}; HttpOnly; SameSite=Lax${secureCookies() ? '; Secure' : ''}`
  return `${cookieName()}=${guestId}.${sealOf(linkId, guestId)}; Path=/api/v1/links/${token}; ${attributes}`
}

/** The guest of a link that a Cookie header names; null: none, or one of another link. */
export function guestIdIn(linkId: string, header: string | null): string | null {
  const name = `${cookieName()}=`
  const given = (header?.split(';') ?? []).map((part) => part.trim()).filter((part) => part.startsWith(name))
  for (const part of given.slice(0, MOST_VALUES)) {
    const [, guestId, seal] = VALUE.exec(part.slice(name.length)) ?? []
    if (guestId && seal && timingSafeEqual(Buffer.from(seal), Buffer.from(sealOf(linkId, guestId)))) return guestId
  }
  return null
}

function sealOf(linkId: string, guestId: string): string {
  return createHmac('sha256', authSecret()).update(`guest\n${linkId}\n${guestId}`).digest('base64url')
}
