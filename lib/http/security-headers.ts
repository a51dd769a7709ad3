interface PolicyOptions {
  nonce: string
  /** Where browsers reach the object store, when they do (S3_PUBLIC_ENDPOINT). */
  store: string | undefined
  /** Where map tiles come from, when they do (MAP_TILES_URL). */
  tiles: string | undefined
  /** `next dev` evaluates strings and talks over a web socket. */
  development: boolean
}

/**
 * The Content-Security-Policy of a page. Scripts run by nonce alone; styles may be inline, because React writes style
 * attributes and Radix adds a style element while a dialog is open.
 */
export function contentSecurityPolicy({ nonce, store, tiles, development }: PolicyOptions): string {
  const others = [originOf(store), originOf(tiles)].filter((origin) => origin !== undefined)
  const directives: Record<string, string[]> = {
    'default-src': ["'none'"],
    'script-src': [`'nonce-${nonce}'`, "'strict-dynamic'", ...(development ? ["'unsafe-eval'"] : [])],
    'style-src': ["'self'", "'unsafe-inline'"],
    'img-src': ["'self'", 'blob:', 'data:', ...others],
    'font-src': ["'self'"],
    'connect-src': ["'self'", ...others, ...(development ? ['ws:'] : [])],
    'worker-src': ["'self'", 'blob:'],
    'manifest-src': ["'self'"],
    'form-action': ["'self'"],
    'base-uri': ["'none'"],
    'object-src': ["'none'"],
    'frame-ancestors': ["'none'"],
  }
  return Object.entries(directives)
    .map(([name, values]) => `${name} ${values.join(' ')}`)
    .join('; ')
}

/** Two years, for all subdomains; sent only where Albumen's own address is https. */
export const STRICT_TRANSPORT = 'max-age=63072000; includeSubDomains'

/** Clear-Site-Data where a log-in ends: what was seen, and what pages kept. Cookies stay: a browser is still known as one of ours. */
export const CLEARED_AT_LOG_OUT = '"cache", "storage"'

function originOf(address: string | undefined): string | undefined {
  const plain = address?.replace(/[{}]/g, '')
  return plain && URL.canParse(plain) ? new URL(plain).origin : undefined
}
