import { type ClientRequest, type IncomingMessage, request as plainRequest } from 'node:http'
import { request as secureRequest } from 'node:https'
import { isRefusedNumber } from '../storage/readers/address-rule'
import { AddressRefused, guardedLookup } from '../storage/readers/source-lookup'

export interface Post {
  url: string
  headers: Record<string, string>
  body: string
  /** Whether the receiver may lie at a private address. */
  allowPrivate: boolean
  /** Aborts when the process must end. */
  signal: AbortSignal
  /** How long an answer may take. */
  limitMs?: number
}

/** `status`: what was answered; null where nothing was. `error`: a sentence, unless it was taken. */
export interface Answer {
  status: number | null
  error: string | null
}

export const ANSWER_MS = 10_000
/** Bytes of an answer that are read, so that a polite receiver may finish; nobody looks at them. */
const MOST_READ = 16_384

/**
 * Sends one request and waits for the status of its answer: never for its body, and following no redirect. The address is judged when the
 * connection is made, so that a name which changes its address gains nothing.
 */
export async function postDelivery({ limitMs = ANSWER_MS, ...post }: Post): Promise<Answer> {
  if (isRefusedNumber(post.url, post.allowPrivate)) return { status: null, error: NOWHERE }
  const late = AbortSignal.timeout(limitMs)
  try {
    const status = await statusOf(post, AbortSignal.any([late, post.signal]))
    return { status, error: complaintAbout(status) }
  } catch (error) {
    if (late.aborted) return { status: null, error: `No answer within ${limitMs / 1000} seconds.` }
    return { status: null, error: sentenceFor(error) }
  }
}

function statusOf({ url, headers, body, allowPrivate }: Post, signal: AbortSignal): Promise<number> {
  return new Promise((resolve, reject) => {
    const send = url.toLowerCase().startsWith('https:') ? secureRequest : plainRequest
    const length = { 'content-length': String(Buffer.byteLength(body)) }
    const options = {
      method: 'POST',
      headers: { ...headers, ...length },
      lookup: guardedLookup(allowPrivate),
      agent: false,
      signal,
    }
    const sent: ClientRequest = send(new URL(url), options, (reply) => {
      passOver(reply)
      resolve(reply.statusCode ?? 0)
    })
    // After the status nobody waits any more: an error then changes nothing.
    sent.on('error', reject)
    sent.on('close', () => reject(new Error('the connection was closed without an answer')))
    sent.end(body)
  })
}

function passOver(reply: IncomingMessage): void {
  let read = 0
  reply.on('data', (chunk: Buffer) => {
    read += chunk.length
    if (read > MOST_READ) reply.destroy()
  })
  // Broken off by us or by them: the status has come.
  reply.on('error', () => undefined)
}

function complaintAbout(status: number): string | null {
  if (status >= 200 && status < 300) return null
  if (status >= 300 && status < 400) {
    return `It answers with ${status}, which leads elsewhere and is not followed. Use the address it leads to.`
  }
  return `It answers with ${status}; only 200 to 299 counts as taken.`
}

const NOWHERE = 'It leads to no address that a webhook may have, or its name is not known.'

function sentenceFor(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (error instanceof AddressRefused || code === 'ENOTFOUND') return NOWHERE
  if (code === 'EAI_AGAIN') return 'Its name cannot be looked up at present.'
  if (code === 'ECONNREFUSED') return 'Nothing listens at this address.'
  if (/CERT|SIGNED|ALTNAME|UNABLE_TO_/.test(code)) return 'Its certificate is not one to be trusted.'
  if (/^(ERR_SSL|EPROTO)/.test(code)) return 'It does not speak https as it should.'
  if (/^(EHOSTUNREACH|ENETUNREACH|ETIMEDOUT)$/.test(code)) return 'It cannot be reached.'
  return 'It broke the connection off without an answer.'
}
