import { and, eq } from 'drizzle-orm'
import { photos } from '@/db/schema/photos'
import { visibleTo } from '../access/visible-photos'
import type { Context } from '../context/context'
import { notFound } from '../errors/app-error'
import type { StoredFile } from '../storage/stored-file'
import { RENDITIONS, type RenditionKind, renditionKey } from './keys'

/** A rendition of a finished photo that the actor may see. One query. @throws AppError not_found */
export async function readRendition(ctx: Context, input: { id: string; kind: RenditionKind }): Promise<StoredFile> {
  const [photo] = await ctx.db
    .select({ id: photos.id, revision: photos.revision })
    .from(photos)
    .where(and(eq(photos.id, input.id), eq(photos.status, 'ready'), visibleTo(ctx.actor)))
  if (!photo) throw notFound()
  const key = renditionKey(photo.id, photo.revision, input.kind)
  const contentType = RENDITIONS[input.kind].mediaType
  return {
    tag: `${photo.id}-${photo.revision}-${input.kind}`,
    contentType,
    bytes: null,
    measure: async () => (await ctx.store.head(key)).bytes,
    open: () => ctx.store.get(key),
    ...(ctx.store.direct
      ? { address: async () => (await ctx.store.signGet(key, { contentType, contentDisposition: 'inline' })).url }
      : {}),
  }
}
