import { isIP } from 'node:net'
import { env } from '../../env'
import { classOfAddress, isAllowed } from './source-lookup'

/** Names that mean this machine everywhere; all others are looked up when a connection is made, and judged then. */
const LOCAL_NAME = /(^|\.)localhost\.?$/i

/** Whether the sources and webhooks of somebody may lie at private addresses (SOURCE_PRIVATE_ENDPOINTS). */
export function mayBePrivate(isAdmin: boolean): boolean {
  const allowed = env().SOURCE_PRIVATE_ENDPOINTS
  return allowed === 'everyone' || (allowed === 'admins' && isAdmin)
}

/**
 * Judges an http(s) address as far as it can be without a look-up.
 * @returns `private`: refused, as this person's may not lie there; `closed`: nobody's may; `malformed`: no address; null: good so far
 */
export function faultOfAddress(address: string, allowPrivate: boolean): 'private' | 'closed' | 'malformed' | null {
  if (!URL.canParse(address)) return 'malformed'
  const host = hostOf(address)
  const number = isIP(host) ? host : LOCAL_NAME.test(host) ? '127.0.0.1' : null
  if (number === null || isAllowed(number, allowPrivate)) return null
  return classOfAddress(number) === 'private' ? 'private' : 'closed'
}

/** Whether an address is written as a number at which nothing may lie: a number is never looked up, so no look-up refuses it. */
export function isRefusedNumber(address: string, allowPrivate: boolean): boolean {
  const host = hostOf(address)
  return isIP(host) !== 0 && !isAllowed(host, allowPrivate)
}

function hostOf(address: string): string {
  return new URL(address).hostname.replace(/^\[|\]$/g, '')
}
