import { and, eq, type SQL } from 'drizzle-orm'
import { photos } from '@/db/schema/photos'
import { guestPhotos } from '@/db/schema/shares'
import { notFound } from '../errors/app-error'
import { photoColumns } from '../photos/columns'
import { isOneOf } from '../photos/is-one-of'
import type { LinkContext } from '../shares/link-door'
import { guestIdIn } from './guest-cookie'

/**
 * Uploads by their ids, which are random and told to nobody but whoever announced them: of this link, and not of another guest than the one that
 * the browser is known as.
 */
export async function findGuestUploads(ctx: LinkContext, cookies: string | null, ids: string[]) {
  if (!ctx.actor.rights.allowUpload) throw notFound()
  const rows = await ctx.db
    .select(photoColumns)
    .from(guestPhotos)
    .innerJoin(photos, eq(photos.id, guestPhotos.photoId))
    .where(and(isOneOf(ids), ofVisitor(ctx, cookies), eq(photos.ownerId, ctx.actor.ownerId)))
  return new Map(rows.map((photo) => [photo.id, photo]))
}

/** One upload whose bytes may still come. @throws AppError not_found: unknown, another's, or a photo by now */
export async function findOpenUpload(ctx: LinkContext, cookies: string | null, id: string) {
  const photo = (await findGuestUploads(ctx, cookies, [id])).get(id)
  if (photo?.status !== 'uploading') throw notFound()
  return photo
}

function ofVisitor({ actor }: LinkContext, cookies: string | null): SQL | undefined {
  const guestId = guestIdIn(actor.linkId, cookies)
  return and(eq(guestPhotos.linkId, actor.linkId), guestId === null ? undefined : eq(guestPhotos.guestId, guestId))
}
