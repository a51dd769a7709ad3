import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

export type Fault =
  /** Waits before the request is passed on. */
  | { kind: 'latency'; ms: number }
  /** Answers with an S3 error instead of asking. */
  | { kind: 'status'; status: number; code: string; retryAfter?: number }
  /** Breaks the connection before anything is passed on. */
  | { kind: 'reset' }
  /** The request is carried out, its answer is lost. */
  | { kind: 'lost-answer' }
  /** Breaks the connection after so many bytes of the answer's body. */
  | { kind: 'cut'; bytes: number }
  /** Sends so many bytes of the answer's body and then nothing more, for ever. */
  | { kind: 'stall'; bytes: number }

export interface FaultProxy {
  url: string
  /** Asked for every request; null lets it pass. */
  choose: (method: string, path: string) => Fault | null
  /** Methods of the requests that came, in order. */
  readonly seen: string[]
  /** Breaks every connection that is open now. */
  breakAll(): void
  stop(): Promise<void>
}

/**
 * An HTTP proxy on the loopback address that breaks what it is told to break.
 * @param target address of the server behind it; the Host header is passed on unchanged, so signatures stay valid
 */
export async function startFaultProxy(target: string): Promise<FaultProxy> {
  const seen: string[] = []
  const server = createServer((request, response) => {
    seen.push(request.method ?? '')
    const fault = proxy.choose(request.method ?? '', request.url ?? '')
    handle(target, fault, request, response).catch(() => request.socket.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const proxy: FaultProxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    choose: () => null,
    seen,
    breakAll: () => server.closeAllConnections(),
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return proxy
}

async function handle(target: string, fault: Fault | null, request: IncomingMessage, response: ServerResponse) {
  if (fault?.kind === 'reset') return request.socket.resetAndDestroy()
  if (fault?.kind === 'status') return refuse(fault, request, response)
  if (fault?.kind === 'latency') await sleep(fault.ms)
  const { hostname, port } = new URL(target)
  const { method, url: path, headers } = request
  const upstream = forward({ hostname, port, method, path, headers, setHost: false })
  upstream.on('error', () => request.socket.destroy())
  request.on('error', () => upstream.destroy())
  response.on('close', () => upstream.destroy())
  request.pipe(upstream)
  upstream.on('response', (answer) => pass(answer, fault, request, response))
}

function pass(answer: IncomingMessage, fault: Fault | null, request: IncomingMessage, response: ServerResponse) {
  answer.on('error', () => request.socket.destroy())
  if (fault?.kind === 'lost-answer') return request.socket.resetAndDestroy()
  response.writeHead(answer.statusCode ?? 502, answer.rawHeaders)
  if (fault?.kind !== 'cut' && fault?.kind !== 'stall') return answer.pipe(response)
  response.flushHeaders()
  let left = fault.bytes
  answer.on('data', (chunk: Buffer) => {
    if (left > 0) response.write(chunk.subarray(0, left))
    left -= chunk.length
    if (left <= 0 && fault.kind === 'cut') setImmediate(() => request.socket.destroy())
  })
}

function refuse(
  fault: { status: number; code: string; retryAfter?: number },
  request: IncomingMessage,
  response: ServerResponse,
) {
  request.resume()
  const retryAfter = fault.retryAfter ? { 'retry-after': String(fault.retryAfter) } : {}
  response.writeHead(fault.status, { 'content-type': 'application/xml', connection: 'close', ...retryAfter })
  const body = `<?xml version="1.0"?><Error><Code>${fault.code}</Code><Message>made by the fault proxy</Message></Error>`
  response.end(request.method === 'HEAD' ? '' : body)
}
