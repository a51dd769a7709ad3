import { headers } from 'next/headers'
import { env } from '@/lib/env'
import { ownAddress } from '@/lib/http/own-host'

/**
 * The address of this site for links in metadata: APP_URL, else the host that was asked where that is one of ours.
 * Any other Host header may be forged, so a public name has to be configured.
 */
export async function siteUrl(): Promise<URL | null> {
  const configured = env().APP_URL
  if (configured) return new URL(configured)
  return ownAddress((await headers()).get('host'))
}
