import { headers } from 'next/headers'
import { env } from '@/lib/env'

/** The address of this site for links in metadata: APP_URL, else the host that was asked. */
export async function siteUrl(): Promise<URL | null> {
  const configured = env().APP_URL
  if (configured) return new URL(configured)
  const host = (await headers()).get('host')
  const address = `http://${host}`
  return host && URL.canParse(address) ? new URL(address) : null
}
