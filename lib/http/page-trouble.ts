// A page that fails because a service is away, or because its asker has had enough for now, is told as such: 503 or 429, when to come back, and a page
// that needs nothing but itself.
import { AsyncLocalStorage } from 'node:async_hooks'
import { readdirSync } from 'node:fs'
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { isAway, isCut } from '../errors/away'
import { counted } from '../media/plural'

const RETRY_SECONDS = 10

interface PageRequest {
  away: boolean
  /** Seconds that its asker is to wait, where a limit is reached. */
  wait: number | null
}

// Kept on globalThis: the server and Next's bundles hold different copies of this module.
const holder = globalThis as typeof globalThis & { albumenPages?: AsyncLocalStorage<PageRequest> }
holder.albumenPages ??= new AsyncLocalStorage()
const pages = holder.albumenPages

/**
 * Notes, while a page is rendered, that what failed is a service that is away. Called by Next for every error of a request.
 * @returns whether it is no fault of ours: its asker reached a limit
 */
export function notePageError(error: unknown): boolean {
  const limited = secondsToWait(error) !== null
  const request = pages.getStore()
  if (!request) return limited
  if (isAway(error) || isCut(error)) request.away = true
  request.wait ??= secondsToWait(error)
  return limited
}

/** Of an AppError by its fields: it may be of another copy of its class. */
function secondsToWait(error: unknown): number | null {
  if (!(error instanceof Error) || !('code' in error) || error.code !== 'rate_limited') return null
  return 'retryAfterSeconds' in error && typeof error.retryAfterSeconds === 'number' ? error.retryAfterSeconds : 60
}

/** Runs `answer`; where the page turns out to fail for a service that is away, a calm page with status 503 is sent in its place. */
export function withPageTrouble(request: IncomingMessage, response: ServerResponse, answer: () => void): void {
  const state: PageRequest = { away: false, wait: null }
  replaceFailure(request, response, state)
  pages.run(state, answer)
}

function replaceFailure(request: IncomingMessage, response: ServerResponse, state: PageRequest): void {
  const [writeHead, write, end] = [response.writeHead, response.write, response.end].map((method) =>
    (method as (...args: unknown[]) => unknown).bind(response),
  ) as [(...args: unknown[]) => ServerResponse, (...args: unknown[]) => boolean, (...args: unknown[]) => ServerResponse]
  let replaced = false
  response.writeHead = ((status: number, ...rest: [OutgoingHttpHeaders?]) => {
    if (status !== 500 || !isTold(state)) return writeHead(status, ...rest)
    const told = state.wait === null ? 503 : 429
    replaced = request.headers.rsc === undefined
    response.setHeader('retry-after', state.wait ?? RETRY_SECONDS)
    response.setHeader('cache-control', 'no-store')
    if (!replaced) return writeHead(told, ...rest)
    for (const name of ['content-length', 'content-encoding', 'transfer-encoding']) response.removeHeader(name)
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.setHeader('content-length', Buffer.byteLength(page(state)))
    return writeHead(told)
  }) as ServerResponse['writeHead']
  response.write = ((chunk: unknown, ...rest: unknown[]) => {
    if (!response.headersSent && response.statusCode === 500 && isTold(state)) response.writeHead(500)
    if (!replaced) return write(chunk, ...rest)
    for (const done of rest) if (typeof done === 'function') done()
    return true
  }) as ServerResponse['write']
  response.end = ((...args: unknown[]) => {
    if (!response.headersSent && response.statusCode === 500 && isTold(state)) response.writeHead(500)
    if (!replaced) return end(...args)
    return request.method === 'HEAD' ? end() : end(page(state))
  }) as ServerResponse['end']
}

function isTold({ away, wait }: PageRequest): boolean {
  return away || wait !== null
}

let drawn: string | undefined

/** The page, with the app's font where the build has it: files of the build need no other service. */
function page({ wait }: PageRequest): string {
  drawn ??= PAGE.replace('/*font*/', fontFace('.next/static/media'))
  if (wait === null) return drawn
  const often = `Too many pages were asked for from your network. This one tries again by itself in ${counted(Math.ceil(wait / 60), 'minute')}.`
  return drawn.replace(AWAY_WORDS, often).replace(`content="${RETRY_SECONDS}"`, `content="${wait}"`)
}

function fontFace(folder: string): string {
  let names: string[] = []
  try {
    names = readdirSync(folder)
  } catch {
    // `next dev` has no build: the system's font will do.
  }
  const font = names.find((name) => /^inter-latin-wght-normal\.[\w.-]+\.woff2$/.test(name))
  if (!font) return ''
  return `@font-face { font-family: 'Inter Variable'; font-weight: 100 900; font-display: swap; src: url(/_next/static/media/${font}) format('woff2') }\n`
}

const AWAY_WORDS = `A service that Albumen needs does not answer just now. Your photos are safe. This page tries again by itself every ${RETRY_SECONDS} seconds.`
const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="${RETRY_SECONDS}">
<title>Back in a moment · Albumen</title>
<style>
/*font*/:root { color-scheme: light dark; --ground: #fbfaf7; --ink: #1b1a18; --muted: #6a655d; --accent: #9a6a1e; --on: #fff }
@media (prefers-color-scheme: dark) { :root { --ground: #0f0f10; --ink: #ece9e2; --muted: #a8a296; --accent: #d9a84e; --on: #0f0f10 } }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--ground); color: var(--ink);
  font: 16px/1.5 'Inter Variable', Inter, system-ui, sans-serif }
main { max-width: 26rem; padding: 1.5rem; text-align: center }
.mark { display: inline-flex; align-items: center; gap: .5rem; margin: 0 0 2rem; color: var(--ink); font-size: 1.125rem; font-weight: 600; letter-spacing: -.025em }
.mark svg { width: 1.5rem; height: 1.5rem; color: var(--accent) }
h1 { font-size: 1.25rem; font-weight: 600; margin: 0 0 .75rem }
p { margin: 0 0 1rem; color: var(--muted); text-wrap: balance }
a { display: inline-block; padding: .5rem 1rem; border-radius: 8px; background: var(--accent); color: var(--on); text-decoration: none; font-size: 14px; font-weight: 500 }
</style>
</head>
<body>
<main>
<p class="mark"><svg aria-hidden="true" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75"><rect x="3" y="3" width="18" height="18"/><ellipse cx="12" cy="12" rx="4.5" ry="5.5"/></svg>Albumen</p>
<h1>Back in a moment</h1>
<p>${AWAY_WORDS}</p>
<a href="">Try again</a>
</main>
</body>
</html>
`
