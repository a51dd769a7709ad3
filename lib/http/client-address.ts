import ipaddr from 'ipaddr.js'
import { type Actor, userIdOf } from '../context/actor'
import { env } from '../env'

/** Set by ourselves on every request from its socket; whatever a client sends under this name is overwritten. */
export const PEER_HEADER = 'x-albumen-peer'

/**
 * The address a request is counted under. X-Forwarded-For is believed only as far as TRUST_PROXY says, and only where it is an IP address; of an IPv6
 * address the first 64 bits count, because one household holds them all.
 */
export function clientAddress(headers: Headers): string {
  const peer = headers.get(PEER_HEADER) ?? ''
  const hops = env().TRUST_PROXY
  const forwarded = (headers.get('x-forwarded-for') ?? '').split(',').map((part) => part.trim())
  const named = hops > 0 ? (forwarded[Math.max(0, forwarded.length - hops)] ?? '') : ''
  return networkOf(addressIn(named) ?? peer)
}

/** Some proxies add the port. Numbers that C would take for an address (`1`, `0x7f.1`) are none. */
function addressIn(entry: string): string | null {
  const [, inBrackets, withPort] = /^\[([^\]]+)\](?::\d+)?$|^([\d.]+):\d+$/.exec(entry) ?? []
  const address = inBrackets ?? withPort ?? entry
  return ipaddr.IPv4.isValidFourPartDecimal(address) || ipaddr.IPv6.isValid(address) ? address : null
}

/** Whose share of something limited a request takes: the person's, or that of the address of somebody unknown. */
export function askerOf(actor: Actor, headers: Headers): string {
  return userIdOf(actor) ?? clientAddress(headers)
}

/** An IPv4 address as it is (also when written as IPv6), an IPv6 address as its /64. */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address.slice(0, 64)
  // An IPv4 address in IPv6 clothes is itself.
  const parsed = ipaddr.process(address.split('%')[0] as string)
  if (!(parsed instanceof ipaddr.IPv6)) return parsed.toString()
  return `${parsed.parts
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':')}::/64`
}
