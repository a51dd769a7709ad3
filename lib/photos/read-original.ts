import type { Context } from '../context'
import { notFound } from '../errors'
import { attachment } from './file-disposition'
import { type FoundPhoto, findVisiblePhoto } from './find'
import { formatOf } from './media-types'
import type { StoredFile } from './stored-file'
import { stripOriginal } from './strip-original'

/**
 * The file as it was uploaded, for its owner; for others, where the owner allows it, a copy without metadata under a
 * name that tells nothing.
 * @throws AppError not_found: unknown, not yet there, or not the actor's and its owner does not give originals away
 */
export async function readOriginal(ctx: Context, input: { id: string }, strip = stripOriginal): Promise<StoredFile> {
  const { photo, owner } = await findVisiblePhoto(ctx, input.id)
  if (photo.status === 'uploading') throw notFound()
  if (ctx.actor.kind === 'user' && ctx.actor.userId === photo.ownerId) return ownOriginal(ctx, photo)
  if (!owner.allowOriginals) throw notFound()
  return {
    tag: `${photo.id}-${photo.revision}-plain`,
    ...neutral(photo.id, photo.mediaType),
    bytes: null,
    open: async () => {
      const { body, bytes, mediaType } = await strip(ctx, photo)
      return { body, bytes, made: neutral(photo.id, mediaType) }
    },
  }
}

/** A type, and a name that tells nothing but it. */
function neutral(id: string, contentType: string) {
  return { contentType, disposition: attachment(`photo-${id.slice(-8)}.${formatOf(contentType)?.extension ?? 'bin'}`) }
}

function ownOriginal(ctx: Context, photo: FoundPhoto['photo']): StoredFile {
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
