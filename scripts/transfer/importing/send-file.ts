import { open } from 'node:fs/promises'
import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { type ApiClient, refusalFrom } from '../api-client'
import { backoff, isPassing, MAX_ATTEMPTS } from '../backoff'
import { Fatal, Refusal } from '../fatal'
import type { SendTicket } from '../remote'
import { CHANGED, type HashedFile, READ_FLAGS } from './hash-file'

/** Without a byte moving for so long, the connection is taken for dead. */
const STALL_MS = 120_000
/** Longest answer that is read. */
const ANSWER_BYTES = 65_536

/**
 * PUTs a file to the address of its ticket with exactly the ticket's headers, and again where the trouble may pass. The token goes to
 * Albumen only, never to a store.
 * @param onSent bytes that have moved; negative where an attempt begins again
 * @throws Refusal (the file fails; status 404, 403 or 410 of an address that has ended), Fatal, errors of the file system
 */
export async function sendFile(
  client: ApiClient,
  ticket: SendTicket,
  file: HashedFile,
  onSent: (bytes: number) => void,
): Promise<void> {
  for (let failures = 1; ; failures += 1) {
    let sent = 0
    const answer = await putOnce(client, ticket, file, (bytes) => {
      sent += bytes
      onSent(bytes)
    })
    // 409: the bytes are there already; what they are is checked when the upload is completed.
    if (answer !== null && (answer.status < 300 || answer.status === 409)) return
    onSent(-sent)
    const refusal = answer ? refusalFrom(answer.status, answer.text) : null
    if (refusal && !isPassing(refusal.status)) throw ticket.url.startsWith('/') ? client.judged(refusal) : refusal
    if (failures >= MAX_ATTEMPTS)
      throw new Fatal(
        `The files do not arrive${refusal ? `: ${refusal.message}` : ': the connection breaks.'} Run the command again to go on.`,
      )
    await sleep(backoff(failures, answer?.retryAfter ?? null, Math.random()))
  }
}

interface Answer {
  status: number
  text: string
  retryAfter: string | null
}

/** @returns null when the connection broke */
async function putOnce(
  client: ApiClient,
  ticket: SendTicket,
  file: HashedFile,
  onSent: (bytes: number) => void,
): Promise<Answer | null> {
  const own = ticket.url.startsWith('/')
  const url = new URL(own ? client.server.url + ticket.url : ticket.url)
  const headers = { ...ticket.headers, ...(own ? client.authorization : {}), 'content-length': String(file.bytes) }
  const handle = await open(file.path, READ_FLAGS)
  try {
    if ((await handle.stat()).size !== file.bytes) throw new Refusal(CHANGED, 0, 'changed')
    const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, { method: 'PUT', headers })
    request.setTimeout(STALL_MS, () => request.destroy(new Error('stalled')))
    const answered = answerOf(request)
    const body = handle.createReadStream({
      start: 0,
      ...(file.bytes > 0 ? { end: file.bytes - 1 } : {}),
      autoClose: false,
    })
    body.on('data', (chunk) => onSent(chunk.length))
    // A server that refuses answers before it has read all: the answer counts, not the broken pipe.
    const piped = pipeline(body, request).catch(() => undefined)
    const answer = await answered
    request.destroy()
    await piped
    return answer
  } finally {
    await handle.close()
  }
}

function answerOf(request: ClientRequest): Promise<Answer | null> {
  return new Promise((resolve) => {
    request.once('error', () => resolve(null))
    request.once('close', () => resolve(null))
    request.once('response', (response: IncomingMessage) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        if (text.length < ANSWER_BYTES) text += chunk
      })
      response.once('error', () => resolve(null))
      response.once('end', () => {
        resolve({ status: response.statusCode ?? 0, text, retryAfter: response.headers['retry-after'] ?? null })
      })
    })
  })
}
