import { headers } from 'next/headers'
import { env } from '@/lib/env'

/** Names by which people reach a server at home: addresses, localhost, names without a public domain. */
const LOCAL =
  /^(\[[0-9a-f:.]+\]|\d{1,3}(\.\d{1,3}){3}|[a-z0-9-]+|([a-z0-9-]+\.)+(local|lan|internal|home\.arpa))(:\d+)?$/i

/**
 * The address of this site for links in metadata: APP_URL, else the host that was asked where that is a local one.
 * Any other Host header may be forged, so a public name has to be configured.
 */
export async function siteUrl(): Promise<URL | null> {
  const configured = env().APP_URL
  if (configured) return new URL(configured)
  const host = (await headers()).get('host') ?? ''
  return LOCAL.test(host) && URL.canParse(`http://${host}`) ? new URL(`http://${host}`) : null
}
