import type { IncomingMessage, ServerResponse } from 'node:http'
import { PEER_HEADER } from './client-address'

/** Read on of a refused request, so that whoever sends it gets to the answer. */
const MOST_DRAINED = 1024 * 1024

/** Headers Next speaks with itself in; from a client they could only be a trick (security.md §1a). */
const INTERNAL =
  /^(x-middleware-|x-invoke-|x-next-|x-nextjs-|x-matched-path$|x-now-route-matches$|next-resume$|next-action$)/

/**
 * What every request passes before Next sees it: it is marked with its socket's address, which route handlers cannot
 * see; Next's internal headers are taken off; writes to anything but the API are refused, because there are no server
 * actions.
 * @returns false when the request has been answered
 */
export function frontDoor(request: IncomingMessage, response: ServerResponse): boolean {
  for (const name of Object.keys(request.headers)) if (INTERNAL.test(name)) delete request.headers[name]
  request.headers[PEER_HEADER] = request.socket.remoteAddress ?? ''
  const reads = request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS'
  // `__nextjs` is what the error overlay of `next dev` posts to.
  if (reads || /^\/(api(\/|$|\?)|__nextjs)/.test(request.url ?? '')) return true
  response.writeHead(405, { allow: 'GET, HEAD, OPTIONS', 'content-type': 'text/plain', 'cache-control': 'no-store' })
  response.end('This address is only read.\n')
  let left = MOST_DRAINED
  request.on('data', (chunk: Buffer) => {
    left -= chunk.length
    if (left < 0) request.destroy()
  })
  return false
}
