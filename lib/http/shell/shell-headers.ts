import type { ServerResponse } from 'node:http'
import { env } from '../../env'
import { STRICT_TRANSPORT } from '../security-headers'

/** On every answer, whoever writes it: pages, the API, files, refusals. */
const EVERYWHERE: Record<string, string> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
}

/** Of what brings no policy of its own: nothing in it may load or run, whatever a browser takes it for. */
const NO_DOCUMENT = "default-src 'none'; frame-ancestors 'none'; sandbox"
/** A worker is bound by the policy of its script's reply. */
const SCRIPT = "default-src 'none'; script-src 'self' blob:; connect-src 'self'; frame-ancestors 'none'"

/** The headers every answer has. @param type its media type */
export function shellHeaders(type = ''): Record<string, string> {
  const https = env().APP_URL?.startsWith('https://') ?? false
  return {
    ...EVERYWHERE,
    'Content-Security-Policy': /javascript/.test(type) ? SCRIPT : NO_DOCUMENT,
    ...(https ? { 'Strict-Transport-Security': STRICT_TRANSPORT } : {}),
  }
}

/** Adds what an answer lacks of them when its head is written, so that a page or a route may say something of its own. */
export function withShellHeaders(response: ServerResponse): void {
  const writeHead = response.writeHead.bind(response) as (...args: unknown[]) => ServerResponse
  response.writeHead = ((status: number, ...rest: unknown[]) => {
    const given = rest.find((one) => typeof one === 'object' && one !== null && !Array.isArray(one)) ?? {}
    const said = new Set(Object.keys(given).map((name) => name.toLowerCase()))
    const type = Object.entries(given).find(([name]) => name.toLowerCase() === 'content-type')?.[1]
    for (const [name, value] of Object.entries(shellHeaders(String(type ?? response.getHeader('content-type') ?? ''))))
      if (!said.has(name.toLowerCase()) && !response.hasHeader(name)) response.setHeader(name, value)
    return writeHead(status, ...rest)
  }) as ServerResponse['writeHead']
}
