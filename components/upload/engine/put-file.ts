import { proxyWords } from '@/lib/http/proxy-words'
import { type AcceptedTicket, TransportFailure, UnreadableFile } from './transport'

/** Without a byte moving for so long, the connection is taken for dead. */
const STALL_MS = 60_000
/** After the last byte the server may still be checking and making things durable. */
const ANSWER_MS = 180_000
/** The browser sets these itself and refuses to be told. */
const BROWSERS_OWN = new Set(['content-length', 'host', 'connection'])

/**
 * PUTs a file to the address of its ticket with exactly the ticket's headers. XMLHttpRequest, because fetch tells nothing
 * about the progress of an upload. The cookie goes along only to our own origin.
 * @throws TransportFailure, UnreadableFile, AbortError
 */
export async function putFile(
  ticket: AcceptedTicket,
  file: File,
  onSent: (bytes: number) => void,
  signal: AbortSignal,
): Promise<void> {
  try {
    await sendFile(ticket, file, onSent, signal)
  } catch (error) {
    // A browser reports a file that vanished as a broken connection.
    if (error instanceof TransportFailure && error.status === 0 && !(await isReadable(file))) throw new UnreadableFile()
    throw error
  }
}

function sendFile(ticket: AcceptedTicket, file: File, onSent: (bytes: number) => void, signal: AbortSignal) {
  return new Promise<void>((resolve, reject) => {
    const request = new XMLHttpRequest()
    let timer: ReturnType<typeof setTimeout>
    const expect = (ms: number) => {
      clearTimeout(timer)
      timer = setTimeout(() => finish(() => reject(new TransportFailure(0, 'The connection stalled.')), true), ms)
    }
    const onAbort = () => finish(() => reject(new DOMException('Cancelled', 'AbortError')), true)
    const finish = (settle: () => void, abort = false) => {
      clearTimeout(timer)
      signal.removeEventListener('abort', onAbort)
      settle()
      if (abort) request.abort()
    }
    request.upload.onprogress = (event) => {
      expect(STALL_MS)
      onSent(Math.min(event.loaded, file.size))
    }
    request.upload.onload = () => expect(ANSWER_MS)
    request.onload = () =>
      finish(() => {
        if (request.status >= 200 && request.status < 300) resolve()
        else reject(refusal(request, ticket.url.startsWith('/')))
      })
    request.onerror = () => finish(() => reject(new TransportFailure(0, 'The connection broke.')))
    if (signal.aborted) return onAbort()
    signal.addEventListener('abort', onAbort)
    request.open('PUT', ticket.url)
    for (const [name, value] of Object.entries(ticket.headers)) {
      if (!BROWSERS_OWN.has(name.toLowerCase())) request.setRequestHeader(name, value)
    }
    expect(STALL_MS)
    request.send(file)
  })
}

/** @param ownAddress whether Albumen was asked, and not the store itself */
function refusal(request: XMLHttpRequest, ownAddress: boolean): TransportFailure {
  const retryAfter = Number(request.getResponseHeader('retry-after'))
  const wait = retryAfter > 0 ? retryAfter : null
  const { status } = request
  const words = wordsOf(request)
  if (words !== null) return new TransportFailure(status, words, wait)
  if (ownAddress) return new TransportFailure(status, proxyWords(status), wait, true)
  if (status === 507) return new TransportFailure(status, 'There is no room left where originals are kept.', wait ?? 60)
  return new TransportFailure(status, `The store refused the file (status ${status}).`, wait)
}

/** Albumen's own words; a page of a proxy and a store's XML are not for people. */
function wordsOf(request: XMLHttpRequest): string | null {
  try {
    const body: unknown = JSON.parse(request.responseText)
    if (typeof body === 'object' && body !== null && 'detail' in body && typeof body.detail === 'string')
      return body.detail
  } catch {
    // Not JSON: whose answer it is, the address says.
  }
  return null
}

async function isReadable(file: File): Promise<boolean> {
  return file
    .slice(0, 1)
    .arrayBuffer()
    .then(
      () => true,
      () => false,
    )
}
