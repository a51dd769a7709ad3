import { randomBytes } from 'node:crypto'
import { type NextRequest, NextResponse } from 'next/server'
import { env } from '@/lib/env'
import { contentSecurityPolicy } from '@/lib/http/security-headers'

/**
 * The policy of pages, and nothing else: who may see what is decided in lib, never here. Next reads the nonce for its own
 * scripts from the policy on the request.
 */
export function proxy(request: NextRequest): NextResponse {
  const settings = env()
  const policy = contentSecurityPolicy({
    nonce: randomBytes(16).toString('base64'),
    store: settings.S3_PUBLIC_ENDPOINT,
    tiles: settings.MAP_TILES_URL,
    development: settings.NODE_ENV === 'development',
  })
  const headers = new Headers(request.headers)
  headers.set('content-security-policy', policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  return response
}

// Not the API: Next would keep the body of an upload in memory for a proxy, and cut it at 10 MB. Not vendor/: the map's
// worker is bound by the policy of its own reply and has no nonce.
export const config = { matcher: '/((?!api/|api$|_next/|livez|readyz|metrics|vendor/).*)' }
