import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { AppError } from '../errors/app-error'

/** The most a body may hold that is read into memory. */
export const BODY_LIMIT = 1024 * 1024

/** A request's body as a Node stream, unread, with the length the request gives (null when it gives none). */
export function requestBody(request: Request): { body: Readable; contentLength: number | null } {
  const body = request.body ? Readable.fromWeb(request.body as ReadableStream) : Readable.from([])
  const given = request.headers.get('content-length')
  return { body, contentLength: given !== null && /^\d+$/.test(given) ? Number(given) : null }
}

/**
 * A body in memory. The only place where one is read whole: it is counted while it comes, whatever length was announced.
 * @param most bytes at most
 * @param within what the limit is called in the refusal, such as "1 MB"
 * @throws AppError too_large; unsupported_media for one with a Content-Encoding; invalid for one that is not UTF-8
 */
export async function readText(request: Request, most = BODY_LIMIT, within = '1 MB'): Promise<string> {
  const tooLarge = () => new AppError('too_large', `The body is larger than ${within}.`)
  if (Number(request.headers.get('content-length') ?? 0) > most) throw tooLarge()
  const encoding = request.headers.get('content-encoding')?.trim() ?? ''
  if (!/^(identity)?$/i.test(encoding)) {
    throw new AppError('unsupported_media', 'Send the body as it is, without a Content-Encoding.')
  }
  const chunks: Uint8Array[] = []
  let size = 0
  // Not cancelled when it is too large: that would close the connection before the answer is read.
  const reader = request.body?.getReader()
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true, value: undefined }
    if (done || !value) break
    size += value.length
    if (size > most) throw tooLarge()
    chunks.push(value)
  }
  return decoded(Buffer.concat(chunks))
}

function decoded(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new AppError('invalid', 'The body is not UTF-8 text.', { cause })
  }
}
