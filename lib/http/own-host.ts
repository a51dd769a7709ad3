import { isIP } from 'node:net'
import { env } from '../env'

/** Names without a public domain: no stranger's name server can make one of them lead here. */
const LOCAL = /^([a-z0-9_-]+|([a-z0-9_-]+\.)+(localhost|local|lan|internal|home\.arpa))$/i

/**
 * Whether a Host header names this server: its configured address or name, ALLOWED_HOSTS, an IP address, or a name without a public
 * domain. Any other name may have been made to lead here by a page that wants to speak with Albumen from a visitor's browser.
 */
export function isOwnHost(header: string | undefined): boolean {
  const name = hostName(header ?? '')
  if (name === null) return false
  const settings = env()
  const configured = [
    settings.HOST,
    ...settings.ALLOWED_HOSTS,
    ...(settings.APP_URL ? [new URL(settings.APP_URL).hostname] : []),
  ]
  return isIP(name) !== 0 || LOCAL.test(name) || configured.some((one) => one.toLowerCase() === name)
}

/** The address of this server under the name in a Host header; null for a name that is none of ours. */
export function ownAddress(header: string | null): URL | null {
  const host = header ?? ''
  return isOwnHost(host) && URL.canParse(`http://${host}`) ? new URL(`http://${host}`) : null
}

/** The name in a Host header, small, without port and brackets; null when it is none. */
function hostName(header: string): string | null {
  const [, bracketed, plain] = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9._-]+))(?::\d{1,5})?$/i.exec(header) ?? []
  return (bracketed ?? plain)?.toLowerCase().replace(/\.$/, '') ?? null
}
