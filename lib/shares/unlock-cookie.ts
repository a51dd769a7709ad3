import { createHmac, timingSafeEqual } from 'node:crypto'
import type { ShareLinkRow } from '@/db/schema/shares'
import { authSecret, secureCookies } from '../auth/session-cookie'

/** How long a browser in which a link was unlocked is not asked again. */
const SECONDS = 30 * 24 * 3600
const VALUE = /^(\d{10})\.([\w-]{43})$/
/** Values that are looked at: a browser sends one for each path. */
const MOST_VALUES = 10

type Lock = Pick<ShareLinkRow, 'id' | 'version'>

function cookieName(): string {
  return secureCookies() ? '__Secure-albumen.unlocked' : 'albumen.unlocked'
}

/** Whether a Cookie header holds what unlocks this link as it is now: no other link, and no password that was changed since. */
export function isUnlocked(link: Lock, header: string | null): boolean {
  const name = `${cookieName()}=`
  const given = (header?.split(';') ?? []).map((part) => part.trim()).filter((part) => part.startsWith(name))
  return given.slice(0, MOST_VALUES).some((part) => holds(link, part.slice(name.length)))
}

/**
 * The Set-Cookie values that unlock a link in a browser: one for its page, one for its API. Neither is sent to any other address, so
 * unlocking one link opens only that one.
 */
export function unlockedCookies(link: Lock, token: string, secret = authSecret()): string[] {
  const until = String(Math.floor(Date.now() / 1000) + SECONDS)
  const attributes = `Max-Age=${SECONDS}; HttpOnly; SameSite=Lax${secureCookies() ? '; Secure' : ''}`
  return [`/s/${token}`, `/api/v1/links/${token}`].map(
    (path) => `${cookieName()}=${until}.${sealOf(link, until, secret)}; Path=${path}; ${attributes}`,
  )
}

function holds(link: Lock, value: string): boolean {
  const [, until, seal] = VALUE.exec(value) ?? []
  if (!until || !seal || Number(until) * 1000 <= Date.now()) return false
  return timingSafeEqual(Buffer.from(seal), Buffer.from(sealOf(link, until, authSecret())))
}

function sealOf({ id, version }: Lock, until: string, secret: string): string {
  return createHmac('sha256', secret).update(`link\n${id}\n${version}\n${until}`).digest('base64url')
}
