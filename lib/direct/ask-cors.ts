import type { SignedRequest } from '../storage/object-store'
import type { DirectFinding } from './contract'

const CALL_MS = 8_000
const HOW = 'The rule to set stands in docs/direct-mode.md.'

type Send = (url: string, options: RequestInit) => Promise<Response>

/**
 * Asks a store, as a browser would before it sends anything (Fetch standard, CORS preflight), whether pages of an origin may PUT and GET.
 * @returns a sentence for each; only the browser itself knows whether it reaches the store
 */
export async function askCors(
  { origin, put, get }: { origin: string; put: SignedRequest; get: SignedRequest },
  send: Send = fetch,
): Promise<DirectFinding[]> {
  const wanted = Object.keys(put.headers).map((name) => name.toLowerCase())
  const [forPut, forGet] = await Promise.all([
    preflight(put.url, { origin, method: 'PUT', headers: wanted }, send),
    preflight(get.url, { origin, method: 'GET', headers: [] }, send),
  ])
  if (forPut === null || forGet === null) {
    const host = new URL(put.url).host
    const text = `This machine does not reach ${host}. Browsers may all the same: the test from here tells.`
    return [{ what: 'reach', level: 'notice', text }]
  }
  return [
    { what: 'reach', level: 'good', text: 'The store answers at its public address.' },
    judged('cors_put', forPut, { origin, method: 'PUT', headers: wanted }),
    judged('cors_get', forGet, { origin, method: 'GET', headers: [] }),
  ]
}

interface Asked {
  origin: string
  method: 'PUT' | 'GET'
  headers: string[]
}

async function preflight(url: string, { origin, method, headers }: Asked, send: Send): Promise<Headers | null> {
  try {
    const response = await send(url, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': method,
        ...(headers.length > 0 ? { 'access-control-request-headers': headers.sort().join(',') } : {}),
      },
      redirect: 'manual',
      signal: AbortSignal.timeout(CALL_MS),
    })
    await response.body?.cancel()
    return response.ok ? response.headers : new Headers()
  } catch {
    return null
  }
}

function judged(what: 'cors_put' | 'cors_get', answer: Headers, asked: Asked): DirectFinding {
  const doing = asked.method === 'PUT' ? 'upload into it' : 'read from it'
  const fault = faultIn(answer, asked)
  if (fault) return { what, level: 'bad', text: `Pages of ${asked.origin} may not ${doing}: ${fault}. ${HOW}` }
  const open = answer.get('access-control-allow-origin') === '*'
  const text = `The store lets pages of ${open ? 'every origin' : asked.origin} ${doing}.`
  return open ? { what, level: 'notice', text: `${text} This one alone would do.` } : { what, level: 'good', text }
}

/** What is missing in an answer to a preflight, in words; null when nothing is. */
function faultIn(answer: Headers, { origin, method, headers }: Asked): string | null {
  const allowed = answer.get('access-control-allow-origin')
  if (allowed !== '*' && allowed !== origin) return 'its CORS rule does not allow this origin'
  // Methods that need no preflight are allowed without being named.
  const methods = listed(answer.get('access-control-allow-methods'))
  if (method !== 'GET' && !methods.includes(method.toLowerCase()) && !methods.includes('*')) {
    return `its CORS rule does not allow ${method}`
  }
  const names = listed(answer.get('access-control-allow-headers'))
  const missing = headers.filter((name) => !names.includes(name) && !names.includes('*'))
  return missing.length === 0 ? null : `its CORS rule does not allow the header ${missing.join(', ')}`
}

function listed(value: string | null): string[] {
  return (value ?? '').split(',').map((one) => one.trim().toLowerCase())
}
