import type { Context } from '../../context'
import { completeUpload } from '../complete-upload'
import { receiveUpload } from '../receive-upload'
import { requestUpload } from '../request-upload'
import { bodyOf, jpegBytes } from './world'

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
