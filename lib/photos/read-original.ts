import type { Context } from '../context'
import { notFound } from '../errors'
import { attachment } from './file-disposition'
import { findVisiblePhoto } from './find'
import type { StoredFile } from './stored-file'

/**
 * The file as it was uploaded, for its owner.
 * @throws AppError not_found: unknown, not yet there, or not the actor's and its owner does not give originals away
 */
export async function readOriginal(ctx: Context, input: { id: string }): Promise<StoredFile> {
  const { photo } = await findVisiblePhoto(ctx, input.id)
  const mine = ctx.actor.kind === 'user' && ctx.actor.userId === photo.ownerId
  if (!mine || photo.status === 'uploading') throw notFound()
  const { objectKey: key, mediaType: contentType } = photo
  const disposition = attachment(photo.filename)
  return {
    tag: photo.sha256 ?? photo.id,
    contentType,
    disposition,
    bytes: photo.bytes,
    open: (range) => ctx.store.get(key, range),
    ...(ctx.store.direct
      ? { address: async () => (await ctx.store.signGet(key, { contentType, contentDisposition: disposition })).url }
      : {}),
  }
}
