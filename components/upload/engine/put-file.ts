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
        else reject(refusal(request))
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

function refusal(request: XMLHttpRequest): TransportFailure {
  const retryAfter = Number(request.getResponseHeader('retry-after'))
  return new TransportFailure(request.status, sentenceOf(request), retryAfter > 0 ? retryAfter : null)
}

/** The server's own words where it is Albumen; a store's XML is not for people. */
function sentenceOf(request: XMLHttpRequest): string {
  try {
    const body: unknown = JSON.parse(request.responseText)
    if (typeof body === 'object' && body !== null && 'detail' in body && typeof body.detail === 'string')
      return body.detail
  } catch {
    // Not JSON: said below.
  }
  return `The store refused the file (status ${request.status}).`
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
