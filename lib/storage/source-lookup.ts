import { lookup as resolveName } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'

const LINK_LOCAL = blockList(
  [
    ['169.254.0.0', 16],
    ['100.100.100.200', 32],
    ['168.63.129.16', 32],
    ['192.0.0.0', 24],
    ['0.0.0.0', 8],
    ['224.0.0.0', 4],
    ['240.0.0.0', 4],
  ],
  [
    ['fe80::', 10],
    ['fd00:ec2::254', 128],
    ['::', 128],
    ['ff00::', 8],
    ['64:ff9b::', 96],
    ['2002::', 16],
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

/**
 * What an IP address is; those of cloud metadata services, to all and to nobody count as link-local, IPv4 within IPv6 (mapped, and NAT64 of
 * RFC 6052, which networks without IPv4 need) as the IPv4 it holds.
 */
export function classOfAddress(address: string): AddressClass {
  const mapped = /^(?:::(?:ffff:)?|64:ff9b::)(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  const bare = mapped ?? translated(address) ?? address
  const family = isIP(bare) === 6 ? 'ipv6' : 'ipv4'
  if (LINK_LOCAL.check(bare, family)) return 'link-local'
  return PRIVATE.check(bare, family) ? 'private' : 'public'
}

/** The IPv4 address in `64:ff9b::c000:201`; null for any other. */
function translated(address: string): string | null {
  const [, high, low] = /^64:ff9b::([0-9a-f]{1,4}):([0-9a-f]{1,4})$/i.exec(address) ?? []
  if (high === undefined || low === undefined) return null
  return [high, low].flatMap((part) => [Number.parseInt(part, 16) >> 8, Number.parseInt(part, 16) & 255]).join('.')
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
      if (!first) return callback(new AddressRefused('this address is not for sources'), '', 0)
      return options.all ? callback(null, good) : callback(null, first.address, first.family)
    })
  }
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
