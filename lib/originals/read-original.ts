import { owns } from '../access/owners'
import type { Context } from '../context/context'
import { AppError, notFound } from '../errors/app-error'
import { attachment } from '../media/file-disposition'
import { formatOf } from '../media/media-types'
import { type FoundPhoto, findVisiblePhoto } from '../photos/find'
import { givesOriginalTo } from '../photos/present'
import { ObjectArchived, SourceTrouble } from '../storage/readers/trouble'
import type { StoredFile } from '../storage/stored-file'
import { openOriginal, signOriginal } from './open-original'
import { stripOriginal } from './strip-original'

interface ReadOriginal {
  id: string
  /** The owner takes a file that has changed in its source as it is now. */
  changed?: boolean
  /** Whose share of stripped copies this is: a person or an address (`stripOriginal`). */
  asker?: string
}

/**
 * The file as it was uploaded, for its owner; for others, where the owner allows it, a copy without metadata under a
 * name that tells nothing.
 * @throws AppError not_found: unknown, not yet there, or not the actor's and its owner does not give originals away
 */
export async function readOriginal(ctx: Context, input: ReadOriginal, strip = stripOriginal): Promise<StoredFile> {
  const { photo, owner } = await findVisiblePhoto(ctx, input.id)
  if (photo.status === 'uploading') throw notFound()
  if (owns(ctx.actor, photo.ownerId)) return withAddress(ctx, photo, ownOriginal(ctx, photo, input.changed))
  if (!givesOriginalTo(ctx.actor, photo, owner)) throw notFound()
  return {
    tag: `${photo.id}-${photo.revision}-plain`,
    ...neutral(photo.id, photo.mediaType),
    bytes: null,
    open: async () => {
      const { body, bytes, mediaType } = await strip(ctx, photo, input.asker).catch((error: unknown) => {
        throw withoutReason(error)
      })
      return { body, bytes, made: neutral(photo.id, mediaType) }
    },
  }
}

/** A type, and a name that tells nothing but it. */
function neutral(id: string, contentType: string) {
  return { contentType, disposition: attachment(`photo-${id.slice(-8)}.${formatOf(contentType)?.extension ?? 'bin'}`) }
}

function ownOriginal(ctx: Context, photo: FoundPhoto['photo'], changed?: boolean): StoredFile {
  const { objectKey: key, mediaType: contentType } = photo
  const disposition = attachment(photo.filename)
  return {
    tag: photo.sha256 ?? photo.id,
    contentType,
    disposition,
    bytes: photo.bytes,
    open: (range) => openOriginal(ctx, photo, { range, changed }),
    ...(ctx.store.direct && photo.sourceId === null
      ? { address: async () => (await ctx.store.signGet(key, { contentType, contentDisposition: disposition })).url }
      : {}),
  }
}

/** Where browsers reach the source, they are sent there. */
async function withAddress(ctx: Context, photo: FoundPhoto['photo'], file: StoredFile): Promise<StoredFile> {
  const url = await signOriginal(ctx, photo, file.disposition ?? '', file.contentType)
  return url === null ? file : { ...file, address: async () => url }
}

/** What is wrong with a source is for its owner alone. */
function withoutReason(error: unknown): unknown {
  if (error instanceof SourceTrouble || error instanceof ObjectArchived) {
    return new AppError('unavailable', 'This photo cannot be given just now. Try again later.', { cause: error })
  }
  return error instanceof AppError && error.code === 'not_found' ? notFound() : error
}
