import { createServer, request as forward } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface CountingProxy {
  url: string
  /** Requests by what they are, and bytes of the bodies of answers to GET of objects. */
  readonly counts: { list: number; get: number; head: number; other: number; objectBytes: number }
  stop(): Promise<void>
}

/** Passes requests on to an S3 server and counts them: what was asked, seen from outside. @param target its address */
export async function startCountingProxy(target: string): Promise<CountingProxy> {
  const counts = { list: 0, get: 0, head: 0, other: 0, objectBytes: 0 }
  const { hostname, port } = new URL(target)
  const server = createServer((request, response) => {
    const kind = kindOf(request.method ?? '', request.url ?? '')
    counts[kind] += 1
    const { method, url: path, headers } = request
    const upstream = forward({ hostname, port, method, path, headers, setHost: false }, (answer) => {
      if (kind === 'get') answer.on('data', (chunk: Buffer) => (counts.objectBytes += chunk.length))
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders)
      answer.pipe(response)
    })
    upstream.on('error', () => request.socket.destroy())
    request.pipe(upstream)
  })
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    counts,
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function kindOf(method: string, path: string): 'list' | 'get' | 'head' | 'other' {
  if (method === 'GET') return /[?&]list-type=2/.test(path) ? 'list' : 'get'
  return method === 'HEAD' ? 'head' : 'other'
}
