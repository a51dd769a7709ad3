// What every route of resumable uploads has in common: the headers of tus 1.0.0 (https://tus.io/protocols/resumable-upload).
import { AppError } from '../errors/app-error'
import type { Reply } from '../http/definition'
import type { UploadProgress } from './resume-upload'

export const TUS_VERSION = '1.0.0'
export const TUS_BODY = 'application/offset+octet-stream'

const HEADERS = {
  'upload-offset': 'How many bytes are safe: the next one that is to be sent.',
  'upload-length': 'Of the whole file, in bytes.',
  'tus-resumable': `The version of the protocol: ${TUS_VERSION}.`,
}

/** What routes of resumable uploads answer with. */
export const TUS_REPLIES: Reply[] = [
  { status: 204, about: 'How far the upload has come, in headers.', headers: HEADERS },
  {
    status: 412,
    about: 'The client speaks another version of tus.',
    headers: { 'tus-version': 'The version that is spoken.' },
  },
]

/** Answers with what `work` says, unless the client speaks another version. A client that names no version only asks. */
export async function tusReply(request: Request, work: () => Promise<UploadProgress>): Promise<Response> {
  const spoken = request.headers.get('tus-resumable')
  if (spoken !== null && spoken !== TUS_VERSION)
    return new Response(null, { status: 412, headers: { 'tus-version': TUS_VERSION } })
  const { offset, length } = await work()
  const headers = {
    'tus-resumable': TUS_VERSION,
    'upload-offset': String(offset),
    'upload-length': String(length),
  }
  return new Response(null, { status: 204, headers })
}

/** Where the bytes of a PATCH begin. @throws AppError invalid: no Upload-Offset; unsupported_media: another type than tus has */
export function tusOffset(request: Request): number {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== TUS_BODY) throw new AppError('unsupported_media', `Send the bytes as ${TUS_BODY}.`)
  const offset = request.headers.get('upload-offset') ?? ''
  if (!/^\d{1,15}$/.test(offset))
    throw new AppError('invalid', 'Say in Upload-Offset where these bytes begin: a whole number, such as 0.')
  return Number(offset)
}
