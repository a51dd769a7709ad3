import type { Readable } from 'node:stream'
import type { ByteRange } from '../storage/object-store'
import type { StoredFile } from '../storage/stored-file'
import { LENGTH_HEADER } from './length-header'

/** Bytes that may be revalidated but never kept by a shared cache, read by another site, or run. */
const GUARDS = {
  'cache-control': 'private, no-cache',
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
}

/**
 * Answers with a file: 304 for what the client has, 206 and 416 for parts where the length is known, 302 where browsers
 * are sent to the store, without a body for HEAD.
 */
export async function fileReply(request: Request, file: StoredFile): Promise<Response> {
  const etag = `"${file.tag}"`
  const headers = new Headers({ ...GUARDS, etag })
  if (matches(request.headers.get('if-none-match'), etag)) return new Response(null, { status: 304, headers })
  if (file.address) {
    headers.delete('etag')
    headers.set('cache-control', 'private, no-store')
    headers.set('location', await file.address())
    return new Response(null, { status: 302, headers })
  }
  headers.set('content-type', file.contentType)
  if (file.disposition) headers.set('content-disposition', file.disposition)
  if (file.bytes !== null) headers.set('accept-ranges', 'bytes')
  const range = file.bytes === null ? 'whole' : wantedRange(request.headers, etag, file.bytes)
  if (range === 'impossible') {
    headers.set('content-range', `bytes */${file.bytes}`)
    return new Response(null, { status: 416, headers })
  }
  return range === 'whole' ? wholeReply(request, file, headers) : partReply(request, file, headers, range)
}

async function wholeReply(request: Request, file: StoredFile, headers: Headers): Promise<Response> {
  if (request.method === 'HEAD') {
    const bytes = file.bytes ?? (await file.measure?.())
    if (bytes !== undefined) setLength(headers, bytes)
    return new Response(null, { headers })
  }
  const opened = await file.open()
  setLength(headers, opened.bytes)
  if (opened.made) {
    headers.set('content-type', opened.made.contentType)
    headers.set('content-disposition', opened.made.disposition)
  }
  return new Response(webStream(opened.body), { headers })
}

async function partReply(request: Request, file: StoredFile, headers: Headers, part: Required<ByteRange>) {
  headers.set('content-range', `bytes ${part.start}-${part.end}/${file.bytes}`)
  setLength(headers, part.end - part.start + 1)
  const body = request.method === 'HEAD' ? null : webStream((await file.open(part)).body)
  return new Response(body, { status: 206, headers })
}

/** Next takes Content-Length off a route's reply; the server (scripts/web.ts) gives this one its name back. */
function setLength(headers: Headers, bytes: number): void {
  headers.set('content-length', String(bytes))
  headers.set(LENGTH_HEADER, String(bytes))
}

/** A Node stream as a web stream, read only as fast as it is taken, destroyed when the client leaves. */
export function webStream(body: Readable): ReadableStream<Uint8Array> {
  const chunks = body[Symbol.asyncIterator]()
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await chunks.next()
        if (done) controller.close()
        else controller.enqueue(value)
      },
      cancel() {
        body.destroy()
      },
    },
    { highWaterMark: 0 },
  )
}

function matches(given: string | null, etag: string): boolean {
  if (given === null) return false
  return given.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === etag)
}

/** One range of RFC 9110 §14; several, or one of another state of the file, mean the whole. */
function wantedRange(headers: Headers, etag: string, bytes: number): Required<ByteRange> | 'whole' | 'impossible' {
  const condition = headers.get('if-range')
  const parts = /^bytes=(\d*)-(\d*)$/.exec(headers.get('range')?.trim() ?? '')
  if (!parts || (parts[1] === '' && parts[2] === '') || (condition !== null && condition !== etag)) return 'whole'
  const last = bytes - 1
  if (parts[1] === '') {
    const tail = Number(parts[2])
    return tail === 0 ? 'impossible' : { start: Math.max(0, bytes - tail), end: last }
  }
  const start = Number(parts[1])
  const end = parts[2] === '' ? last : Math.min(Number(parts[2]), last)
  if (start > last) return 'impossible'
  return end < start ? 'whole' : { start, end }
}
