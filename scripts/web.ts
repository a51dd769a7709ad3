import type { ServerResponse } from 'node:http'
import next from 'next'
import { env, setAuthUrl } from '../lib/env'
import { frontDoor } from '../lib/http/front-door'
import { LENGTH_HEADER } from '../lib/http/length-header'
import { withPageTrouble } from '../lib/http/page-trouble'
import { createGuardedServer, endRest, ignoreUpgrades } from '../lib/http/shell/guard-connections'
import { withShellHeaders } from '../lib/http/shell/shell-headers'
import { describeError, logEvent } from '../lib/log'
import { takeOverOutput } from '../lib/log-output'
import { endPlainly } from './end-plainly'
import { endWithParent } from './parent-watch'
import { addressOf } from './ports'
import { ROOT } from './setup.mjs'
import { requireVersionWhenThere } from './wait-for-database'

/** What is left of the time for ending, for the cut itself; and for those that wait for us when a supervisor ends all. */
const LAST_MS = 500
const OTHERS_MS = 3_000
const READER_MS = 60_000

/** Replies that never end by themselves: cut at once when the server drains, their clients connect again. */
const streams = new Set<ServerResponse>()

const settings = env()
setAuthUrl(settings.APP_URL ?? `http://${addressOf(settings.HOST)}:${settings.PORT}`)
const dev = process.argv.includes('--dev')
const server = createGuardedServer()
if (!dev) ignoreUpgrades(server)
const app = next({ dev, dir: ROOT, hostname: settings.HOST, port: settings.PORT, httpServer: server, turbopack: true })

let draining = false

function drain(reason: string): void {
  if (draining) return
  draining = true
  // A development server has nothing to finish; browsers hold sockets to it for its reloads.
  if (dev) process.exit(0)
  logEvent('info', 'web.draining', { reason })
  server.close(() => process.exit(0))
  server.closeIdleConnections()
  for (const response of streams) {
    if (isEventStream(response)) response.destroy()
    else if (!response.headersSent) response.setHeader('connection', 'close')
  }
  const others = process.argv.includes('--supervised') ? OTHERS_MS : 0
  setTimeout(
    () => {
      server.closeAllConnections()
      setTimeout(() => process.exit(0), 200)
    },
    settings.SHUTDOWN_SECONDS * 1000 - LAST_MS - others,
  ).unref()
}

function isEventStream(response: ServerResponse): boolean {
  return String(response.getHeader('content-type') ?? '').startsWith('text/event-stream')
}

/** Next drops the Content-Length of a route's reply (send-response.js); ours comes through under another name. */
function keepLength(response: ServerResponse): void {
  const setHeader = response.setHeader.bind(response)
  response.setHeader = (name, value) => setHeader(name === LENGTH_HEADER ? 'content-length' : name, value)
}

process.on('SIGTERM', () => drain('SIGTERM'))
process.on('SIGINT', () => drain('SIGINT'))
endWithParent(() => drain('supervisor has gone'))
// A developer reads what the framework says; its words may quote requests, so a log does not hold them.
takeOverOutput('web', { words: !dev })

await app.prepare()
const handle = app.getRequestHandler()
server.on('request', (request, response) => {
  withShellHeaders(response)
  endRest(request, response)
  if (!frontDoor(request, response)) return
  streams.add(response)
  response.once('close', () => {
    streams.delete(response)
    // The last ones have nothing more to wait for.
    if (draining) setImmediate(() => server.closeIdleConnections())
  })
  // A reader who takes nothing for a minute has gone, or holds what others need, and so has one who sends no more of a body; where we are
  // waited for nothing ends.
  response.setTimeout(READER_MS, () => {
    const waits = request.complete || request.isPaused() || request.readableLength > 0
    if ((response.socket?.writableLength ?? 0) > 0 || !waits) response.destroy()
  })
  if (draining) response.setHeader('connection', 'close')
  keepLength(response)
  withPageTrouble(request, response, () => {
    handle(request, response).catch((error: unknown) => {
      logEvent('error', 'web.unhandled', { error: describeError(error) })
      if (!response.headersSent) response.statusCode = 500
      response.end()
    })
  })
})
server.on('error', (error: NodeJS.ErrnoException) => {
  logEvent('error', 'web.listen', { error: describeError(error) })
  process.exit(error.code === 'EADDRINUSE' ? 98 : 1)
})
server.listen(settings.PORT, settings.HOST)
if (settings.DATABASE_URL) await requireVersionWhenThere(settings.DATABASE_URL, () => draining).catch(endPlainly)
