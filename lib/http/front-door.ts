import { randomUUID } from 'node:crypto'
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { bearerOf } from '../auth/access-token'
import { env } from '../env'
import { logEvent } from '../log'
import { PEER_HEADER } from './client-address'
import { cleanFrameworkHeaders } from './framework-headers'
import { isOwnHost } from './own-host'

/** The longest that our pages make is below 3,000. */
const MOST_ADDRESS = 8_192
/** Names and values; a browser behind two proxies sends 60. */
const MOST_HEADERS = 2 * 100
/** Asked by whoever watches the process, under any name. */
const HEALTH = /^\/(livez|readyz|metrics)$/
const NO_PATH = 'Ask for a path, and name the server in the Host header.'
const NOT_HERE =
  'Albumen is not at this address. Set APP_URL to the address that people type, or name its host in ALLOWED_HOSTS.'
/** Node takes the first, a proxy may have taken another (RFC 9112, 3.2). */
const TWO_HOSTS = 'The request has more than one Host header.'
const LONG_ADDRESS = 'The address is longer than 8,192 bytes.'
const MANY_HEADERS = 'The request has more than 100 headers.'
const BAD_STATE = 'The header next-router-state-tree is not as the pages of Albumen send it. Reload the page.'
/** What looks at bearers by itself (routes), or shows the same to all (files). All else is pages. */
const NO_PAGE =
  /^\/(api|_next|vendor|__nextjs\w*)(\/|$)|^\/(livez|readyz|metrics|feed\.json|rss\.xml|sitemap\.xml|robots\.txt|icon\.svg|manifest\.webmanifest|share-worker\.js|icons\/[\w-]+\.png)$/
const NO_TOKENS = 'Pages are for people who log in: no access token opens one. Programs ask below /api/v1.'
/** Read on of a refused request, so that whoever sends it gets to the answer. */
const MOST_DRAINED = 1024 * 1024

/**
 * What every request passes before Next sees it: it must ask for a path that can be read, of a bounded length, under a name of ours; it is marked with its socket's address, which route handlers cannot
 * see; Next's headers are taken off where no page of ours sends them so; writes to anything but the API are refused, because there are no server
 * actions; and a page that is asked for with a bearer is refused, so that it falls back neither to a cookie nor to nobody.
 * @returns false when the request has been answered
 */
export function frontDoor(request: IncomingMessage, response: ServerResponse): boolean {
  if (countOf('host', request) > 1) return refuse(request, response, 400, TWO_HOSTS)
  if (!isOwnHost(request.headers.host) && !HEALTH.test(request.url ?? ''))
    return refuse(request, response, 421, NOT_HERE)
  if (request.rawHeaders.length > MOST_HEADERS) return refuse(request, response, 431, MANY_HEADERS)
  if ((request.url?.length ?? 0) > MOST_ADDRESS) return refuse(request, response, 414, LONG_ADDRESS)
  // A whole address names a server by itself: what is made of it (redirects, canonical addresses) would name that one.
  if (!request.url?.startsWith('/')) return refuse(request, response, 400, NO_PATH)
  if (!isDecodable(request.url)) return refuseAddress(request, response)
  if (!warned && request.headers['x-forwarded-for'] !== undefined && env().TRUST_PROXY === 0) warnOfProxy()
  if (!cleanFrameworkHeaders(request.headers)) return refuse(request, response, 400, BAD_STATE)
  if (asksPageWithBearer(request)) return refuseProblem(request, response, 401, NO_TOKENS)
  request.headers[PEER_HEADER] = request.socket.remoteAddress ?? ''
  const reads = request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS'
  // Next cannot make a Request of these.
  if (/^(TRACE|TRACK|CONNECT)$/.test(request.method ?? ''))
    return refuse(request, response, 405, 'No address takes this method.', { allow: 'GET, HEAD, OPTIONS' })
  // `__nextjs` is what the error overlay of `next dev` posts to.
  if (reads || /^\/(api(\/|$|\?)|__nextjs)/.test(request.url ?? '')) return true
  // A share sheet's files where no worker of ours takes them any more: after a log-out. Whoever has logged in can share them again.
  if (request.method === 'POST' && request.url === '/share')
    return refuse(request, response, 303, 'Log in, and share again.', { location: '/upload?share=failed' })
  return refuse(request, response, 405, 'This address is only read.', { allow: 'GET, HEAD, OPTIONS' })
}

function countOf(header: string, { rawHeaders }: IncomingMessage): number {
  return rawHeaders.filter((text, n) => n % 2 === 0 && text.toLowerCase() === header).length
}

/** Next answers a path that is no UTF-8 with a bare 500. */
function isDecodable(url: string): boolean {
  try {
    decodeURIComponent(url.split('?', 1)[0] ?? '')
    return true
  } catch {
    return false
  }
}

function refuseAddress(request: IncomingMessage, response: ServerResponse): false {
  const sentence = 'The address is not encoded as it should be: a % is followed by what is no UTF-8.'
  if (!request.url?.startsWith('/api/')) return refuse(request, response, 400, sentence)
  return refuseProblem(request, response, 400, sentence)
}

function asksPageWithBearer({ url, headers }: IncomingMessage): boolean {
  if (bearerOf(headers.authorization) === null) return false
  return !NO_PAGE.test(new URL(`http://localhost${url}`).pathname)
}

const CODES = { 400: 'invalid', 401: 'unauthenticated' } as const

function refuseProblem(
  request: IncomingMessage,
  response: ServerResponse,
  status: keyof typeof CODES,
  detail: string,
): false {
  const [requestId, code] = [randomUUID(), CODES[status]]
  const problem = { type: 'about:blank', title: code, status, detail, code, requestId }
  const headers = {
    'content-type': 'application/problem+json',
    'x-request-id': requestId,
    vary: 'Cookie, Authorization',
  }
  const challenge = status === 401 ? { 'www-authenticate': 'Bearer realm="albumen"' } : {}
  return refuse(request, response, status, JSON.stringify(problem), { ...headers, ...challenge })
}

function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  status: 303 | 400 | 401 | 405 | 414 | 421 | 431,
  sentence: string,
  headers: OutgoingHttpHeaders = {},
): false {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', ...headers })
  response.end(`${sentence}\n`)
  let left = MOST_DRAINED
  request.on('data', (chunk: Buffer) => {
    left -= chunk.length
    if (left < 0) request.destroy()
  })
  return false
}

let warned = false

/** Once: all visitors then share the proxy's address, and with it every limit. */
function warnOfProxy(): void {
  warned = true
  const hint = 'requests come through a proxy, but TRUST_PROXY is 0: all visitors share its limits. Set TRUST_PROXY=1'
  logEvent('warn', 'proxy.not_trusted', { hint })
}
