import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto'
import { authSecret, secureCookies } from './session-cookie'

/** A browser in which an account was logged in before. It opens nothing: it has attempts to log in of its own. */
export interface Device {
  id: string
  userId: string
}

const SECONDS = 365 * 24 * 3600
const VALUE = /^([0-9a-f-]{36})\.([0-9a-f-]{36})\.([\w-]{43})$/

function cookieName(): string {
  return secureCookies() ? '__Host-albumen.device' : 'albumen.device'
}

/** The device a Cookie header names; null for none and for one that is not of ours. */
export function readDevice(header: string | null): Device | null {
  const name = `${cookieName()}=`
  const given = (header?.split(';') ?? []).map((part) => part.trim()).find((part) => part.startsWith(name))
  const [, id, userId, seal] = VALUE.exec(given?.slice(name.length) ?? '') ?? []
  if (!id || !userId || !seal) return null
  return timingSafeEqual(Buffer.from(seal), Buffer.from(sealOf(id, userId))) ? { id, userId } : null
}

/** The Set-Cookie value that makes a browser one in which an account was logged in. */
export function writtenDevice(userId: string): string {
  const id = randomUUID()
  const attributes = `Path=/; Max-Age=${SECONDS}; HttpOnly; SameSite=Lax${secureCookies() ? '; Secure' : ''}`
  return `${cookieName()}=${id}.${userId}.${sealOf(id, userId)}; ${attributes}`
}

function sealOf(id: string, userId: string): string {
  return createHmac('sha256', authSecret()).update(`device\n${id}\n${userId}`).digest('base64url')
}
