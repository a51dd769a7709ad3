import type { Context } from '../../context/context'
import { completeUpload } from '../../uploads/complete-upload'
import { receiveUpload } from '../../uploads/receive-upload'
import { requestUpload } from '../../uploads/request-upload'
import type { UploadFile, UploadTicket } from '../../uploads/upload-contract'
import { bodyOf, jpegBytes, sha256, type World } from './world'

/** Reserves one photo for these bytes and gives its id. */
export async function reserve(
  ctx: Context,
  data: Buffer,
  options: { sha256?: string; visibility?: 'public' | 'private'; name?: string } = {},
): Promise<string> {
  const { sha256, visibility = 'private', name = 'SECRETNAME.jpg' } = options
  const file = { name, bytes: data.length, mediaType: 'image/jpeg', ...(sha256 ? { sha256 } : {}) }
  const { uploads } = await requestUpload(ctx, { visibility, files: [file] })
  const [ticket] = uploads
  if (!ticket || !('photoId' in ticket)) throw new Error('refused')
  return ticket.photoId
}

/** Sends the bytes of a reserved photo through the app. */
export function send(ctx: Context, photoId: string, data: Buffer): Promise<void> {
  return receiveUpload(ctx, { photoId, body: bodyOf(data), contentLength: data.length })
}

/** A photo whose bytes have arrived and that waits to be processed. */
export async function uploaded(ctx: Context, data: Buffer = jpegBytes()): Promise<string> {
  const photoId = await reserve(ctx, data)
  await send(ctx, photoId, data)
  await completeUpload(ctx, { photoIds: [photoId] })
  return photoId
}

/** A file as a client announces it. */
export const fileOf = (data: Buffer): UploadFile => ({
  name: 'a.jpg',
  bytes: data.length,
  mediaType: 'image/jpeg',
  sha256: sha256(data),
})

/** The ticket that somebody gets for one file. */
export async function ask(
  { as }: World,
  user: World['anna'],
  data: Buffer,
  visibility: 'public' | 'private' = 'private',
): Promise<UploadTicket> {
  const { uploads } = await requestUpload(as(user), { visibility, files: [fileOf(data)] })
  return uploads[0] as UploadTicket
}

/** The ticket of a file that is to be sent. @throws Error for one that is known or refused */
export function accepted(ticket: UploadTicket | undefined) {
  if (!ticket || !('method' in ticket) || ticket.method !== 'PUT') throw new Error('not to be sent')
  return ticket
}
