import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'

/** A request's body as a Node stream, unread, with the length the request gives (null when it gives none). */
export function requestBody(request: Request): { body: Readable; contentLength: number | null } {
  const body = request.body ? Readable.fromWeb(request.body as ReadableStream) : Readable.from([])
  const given = request.headers.get('content-length')
  return { body, contentLength: given !== null && /^\d+$/.test(given) ? Number(given) : null }
}
