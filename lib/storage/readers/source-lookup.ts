import { lookup as resolveName } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'

const LINK_LOCAL = blockList(
  [
    ['169.254.0.0', 16],
    ['100.100.100.200', 32],
    ['168.63.129.16', 32],
    ['192.0.0.0', 24],
    // 6to4 relays (RFC 7526) and documentation: nobody's server is there.
    ['192.88.99.0', 24],
    ['192.0.2.0', 24],
    ['198.51.100.0', 24],
    ['203.0.113.0', 24],
    ['0.0.0.0', 8],
    ['224.0.0.0', 4],
    ['240.0.0.0', 4],
  ],
  [
    ['fe80::', 10],
    ['fd00:ec2::254', 128],
    ['::', 128],
    ['ff00::', 8],
    // Translation of the network itself (RFC 8215): who knows where in it an IPv4 address stands.
    ['64:ff9b:1::', 48],
    // IETF protocols, among them Teredo, which holds an IPv4 address in disguise; documentation; segment routing; discarded.
    ['2001::', 23],
    ['2001:db8::', 32],
    ['3fff::', 20],
    ['5f00::', 16],
    ['100::', 64],
  ],
)
const PRIVATE = blockList(
  [
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
    ['172.16.0.0', 12],
    ['192.168.0.0', 16],
    ['198.18.0.0', 15],
  ],
  [
    ['::1', 128],
    ['fc00::', 7],
    ['fec0::', 10],
  ],
)

export type AddressClass = 'public' | 'private' | 'link-local'

/** Ranges in which an IPv6 address holds an IPv4 one, and behind how many bits: the network may translate it. */
const HOLDS_IPV4: [string, number, number][] = [
  ['::', 96, 96],
  ['::ffff:0:0', 96, 96],
  ['::ffff:0:0:0', 96, 96],
  ['64:ff9b::', 96, 96],
  ['2002::', 16, 16],
]
/**
 * What an IP address is; those of cloud metadata services, to all and to nobody count as link-local. An IPv6 address that holds an IPv4
 * one (mapped, compatible, translated, 6to4) counts as that.
 */
export function classOfAddress(address: string): AddressClass {
  if (isIP(address) !== 6) return plainClass(address, 'ipv4')
  const groups = groupsOf(address)
  const own = plainClass(address, 'ipv6')
  const holding = HOLDS_IPV4.find(([net, bits]) => startsWith(groups, groupsOf(net), bits))
  // `::` and `::1` are themselves, not 0.0.0.0 and 0.0.0.1.
  if (own !== 'public' || !holding) return own
  return plainClass(ipv4At(groups, holding[2]), 'ipv4')
}

function plainClass(address: string, family: 'ipv4' | 'ipv6'): AddressClass {
  if (LINK_LOCAL.check(address, family)) return 'link-local'
  return PRIVATE.check(address, family) ? 'private' : 'public'
}

/** The eight numbers of an IPv6 address, without its zone. */
function groupsOf(address: string): number[] {
  return ipaddr.IPv6.parse(address.split('%')[0] as string).parts
}

function startsWith(groups: number[], net: number[], bits: number): boolean {
  return net.slice(0, bits / 16).every((group, at) => group === groups[at])
}

function ipv4At(groups: number[], bits: number): string {
  const bytes = groups.flatMap((group) => [group >> 8, group & 255])
  return bytes.slice(bits / 8, bits / 8 + 4).join('.')
}

/** A connection was refused because of where its name leads. */
export class AddressRefused extends Error {
  readonly code = 'EALBUMENADDRESS'
}

/**
 * A name look-up for connections of sources that never leads to a link-local address, nor to a private one unless allowed: asked at every
 * connection, so a name that changes its address gains nothing.
 */
export function guardedLookup(allowPrivate: boolean): LookupFunction {
  return (hostname, options, callback) => {
    resolveName(hostname, { ...options, all: true }, (error, found) => {
      const addresses = Array.isArray(found) ? found : []
      if (error) return callback(error, '', 0)
      const good = addresses.filter(({ address }) => isAllowed(address, allowPrivate))
      const [first] = good
      // Whoever may reach no internal server is not told which names there are within.
      if (!first) return callback(allowPrivate ? new AddressRefused('not for sources') : notFoundError(), '', 0)
      return options.all ? callback(null, good) : callback(null, first.address, first.family)
    })
  }
}

function notFoundError(): NodeJS.ErrnoException {
  return Object.assign(new Error('no such public name'), { code: 'ENOTFOUND' })
}

/** Whether a source may be at an address. */
export function isAllowed(address: string, allowPrivate: boolean): boolean {
  const found = classOfAddress(address)
  return found === 'public' || (found === 'private' && allowPrivate)
}

function blockList(ipv4: [string, number][], ipv6: [string, number][]): BlockList {
  const list = new BlockList()
  for (const [net, bits] of ipv4) list.addSubnet(net, bits, 'ipv4')
  for (const [net, bits] of ipv6) list.addSubnet(net, bits, 'ipv6')
  return list
}
