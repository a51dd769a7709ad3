import { createServer, type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { shellHeaders, withShellHeaders } from './shell-headers'

/** Of a request's line and headers together; a browser's are below 4 KB. */
const HEAD_BYTES = 16 * 1024
const HEAD_MS = 20_000
const CHECK_MS = 5_000
/** Of a whole request: large files over slow lines. */
const REQUEST_MS = 3_600_000
/** Longer than a proxy in front keeps its own. */
const KEPT_MS = 65_000
/** Open connections; beyond it those that ask for nothing go, the longest first. */
const MOST_OPEN = 2_000
/** What is still sent after the answer is complete. */
const REST_MS = 30_000

/** A server that ends what comes too slowly, and says so with the headers of every answer. */
export function createGuardedServer(most = MOST_OPEN): Server {
  const server = createServer({
    maxHeaderSize: HEAD_BYTES,
    headersTimeout: HEAD_MS,
    requestTimeout: REQUEST_MS,
    keepAliveTimeout: KEPT_MS,
    connectionsCheckingInterval: CHECK_MS,
  })
  server.on('clientError', refuseUnread)
  server.on('checkExpectation', (_: IncomingMessage, response: ServerResponse) => {
    withShellHeaders(response)
    response.writeHead(417, { 'cache-control': 'no-store', connection: 'close' }).end()
  })
  dropIdle(server, most)
  return server
}

/** What Node cannot read as a request never comes to be one. */
function refuseUnread(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const status = UNREAD[error.code ?? ''] ?? 400
  const sentence = `${STATUS_CODES[status]}\n`
  const headers = {
    ...shellHeaders(),
    'Content-Type': 'text/plain; charset=utf-8',
    'Cache-Control': 'no-store',
    'Content-Length': sentence.length,
    Connection: 'close',
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${sentence}`)
}

const UNREAD: Record<string, number> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
}

/** Whoever opens many connections and asks for nothing (slow headers, too) loses the oldest of them, not others their place. */
function dropIdle(server: Server, most: number): void {
  const idle = new Set<Duplex>()
  let open = 0
  server.on('connection', (socket) => {
    open += 1
    idle.add(socket)
    socket.once('close', () => {
      open -= 1
      idle.delete(socket)
    })
    if (open <= most) return
    const [oldest] = idle
    idle.delete(oldest as Duplex)
    oldest?.destroy()
  })
  server.on('request', ({ socket }, response) => {
    idle.delete(socket)
    response.once('close', () => {
      if (!socket.destroyed) idle.add(socket)
    })
  })
}

/**
 * Answers who asks for another protocol (h2c, as curl and Java's client do by themselves) over the one that is there, as RFC 9110, 7.8 allows.
 * Next listens for upgrades, though only `next dev` takes any; with a listener Node would give the connection away unanswered.
 */
export function ignoreUpgrades(server: Server): void {
  server.on('newListener', (name: string, listener: () => void) => {
    if (name === 'upgrade') queueMicrotask(() => server.off(name, listener))
  })
}

/**
 * An answer that was given before all of its request had come does not wait for the rest for long. The rest is read and thrown away, also where
 * somebody has begun to read it: the next request of the connection stands behind it.
 */
export function endRest(request: IncomingMessage, response: ServerResponse): void {
  response.once('finish', () => {
    if (request.complete) return
    request.removeAllListeners('data').removeAllListeners('readable').resume()
    const timer = setTimeout(() => {
      if (!request.complete) request.destroy()
    }, REST_MS)
    timer.unref()
    request.once('close', () => clearTimeout(timer))
  })
}
