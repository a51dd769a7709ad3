import { putRefusal } from './put-refusal'
import { RESUMABLE_BYTES, resumeFile } from './resume-file'
import { ANSWER_MS, STALL_MS, stallTimer } from './stall-timer'
import { type AcceptedTicket, TransportFailure, UnreadableFile } from './transport'

/** The browser sets these itself and refuses to be told. */
const BROWSERS_OWN = new Set(['content-length', 'host', 'connection'])

/** Files whose way straight to the store has broken: through the app they go on where they stop. */
const broken = new WeakSet<File>()

/**
 * Sends a file: a large one in pieces, which go on where they stopped, any other one with a PUT to the address of its ticket, with exactly
 * the ticket's headers. XMLHttpRequest, because fetch tells nothing about the progress of an upload. The cookie goes along only to our own origin.
 * @throws TransportFailure, UnreadableFile, AbortError
 */
export async function putFile(
  ticket: AcceptedTicket,
  file: File,
  onSent: (bytes: number) => void,
  signal: AbortSignal,
): Promise<void> {
  try {
    const { resumable } = ticket
    if (resumable !== null && isSentInPieces(ticket, file)) await resumeFile(resumable, file, onSent, signal)
    else await sendFile(ticket, file, onSent, signal)
  } catch (error) {
    if (error instanceof TransportFailure && error.status === 0) broken.add(file)
    // A browser reports a file that vanished as a broken connection.
    if (error instanceof TransportFailure && error.status === 0 && !(await isReadable(file))) throw new UnreadableFile()
    throw error
  }
}

/** What may go straight to the store does, as long as that works: it costs the app nothing. */
function isSentInPieces({ url }: AcceptedTicket, file: File): boolean {
  return file.size >= RESUMABLE_BYTES && (url.startsWith('/') || broken.has(file))
}

function sendFile(ticket: AcceptedTicket, file: File, onSent: (bytes: number) => void, signal: AbortSignal) {
  return new Promise<void>((resolve, reject) => {
    const request = new XMLHttpRequest()
    const stall = stallTimer(() => finish(() => reject(new TransportFailure(0, 'The connection stalled.')), true))
    const onAbort = () => finish(() => reject(new DOMException('Cancelled', 'AbortError')), true)
    const finish = (settle: () => void, abort = false) => {
      stall.stop()
      signal.removeEventListener('abort', onAbort)
      settle()
      if (abort) request.abort()
    }
    request.upload.onprogress = (event) => {
      stall.expect(STALL_MS)
      onSent(Math.min(event.loaded, file.size))
    }
    request.upload.onload = () => stall.expect(ANSWER_MS)
    request.onload = () =>
      finish(() => {
        if (request.status >= 200 && request.status < 300) resolve()
        else reject(putRefusal(answerOf(request), ticket.url.startsWith('/')))
      })
    request.onerror = () => finish(() => reject(new TransportFailure(0, 'The connection broke.')))
    if (signal.aborted) return onAbort()
    signal.addEventListener('abort', onAbort)
    request.open('PUT', ticket.url)
    for (const [name, value] of Object.entries(ticket.headers)) {
      if (!BROWSERS_OWN.has(name.toLowerCase())) request.setRequestHeader(name, value)
    }
    stall.expect(STALL_MS)
    request.send(file)
  })
}

function answerOf(request: XMLHttpRequest) {
  const { status, responseText: text } = request
  return { status, text, retryAfter: request.getResponseHeader('retry-after') }
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
