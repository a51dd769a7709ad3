import { headers } from 'next/headers'
import { env } from '@/lib/env'
import { isOwnHost } from '@/lib/http/own-host'

/**
 * The address of this site for links in metadata: APP_URL, else the host that was asked where that is one of ours.
 * Any other Host header may be forged, so a public name has to be configured.
 */
export async function siteUrl(): Promise<URL | null> {
  const configured = env().APP_URL
  if (configured) return new URL(configured)
  const host = (await headers()).get('host') ?? ''
  return isOwnHost(host) && URL.canParse(`http://${host}`) ? new URL(`http://${host}`) : null
}
