import { and, eq, type SQL, sql } from 'drizzle-orm'
import { albumPhotos } from '@/db/schema/albums'
import { photos } from '@/db/schema/photos'
import { shareLinkPhotos } from '@/db/schema/shares'
import { visibleTo } from '../access/visible-photos'
import { type AlbumHead, type HeadRow, headSql, headsOf, NEWEST_FIRST } from '../albums/head-rows'
import { UNKNOWN } from '../albums/heads'
import { albumPage } from '../albums/list-album-photos'
import { dearly, within } from '../load/dear'
import type { PhotoPage } from '../photos/contract'
import { listPhotos } from '../search/query/page'
import { placedPage } from '../search/query/placed-page'
import type { LinkContext } from './link-door'
import { type FoundLink, linkOf } from './open-link'
import { openedBy, orderOf } from './opens'
import type { SharedLink, SharedPhotosQuery } from './visitor-contract'

const HEAD_MS = 2_000

/** What a visitor is told of a link that is open. The numbers speak of the photos that it opens. */
export async function getSharedLink(ctx: LinkContext, found?: FoundLink): Promise<SharedLink> {
  const { link, album, owner } = found ?? (await linkOf(ctx.db, ctx.actor.linkId))
  return {
    title: album?.title ?? link.title,
    description: album?.description ?? '',
    owner: { name: owner.name },
    ...(await headOf(ctx, { link, album, owner })),
    hasPassword: link.passwordHash !== null,
    expiresAt: link.expiresAt?.toISOString() ?? null,
    ...ctx.actor.rights,
  }
}

/**
 * A page of a link's photos: those of an album or a selection in their order, those of a filter as it sorts.
 * @throws AppError invalid for a cursor of something else; unavailable when a long filter takes too long
 */
export async function listSharedPhotos(ctx: LinkContext, input: Partial<SharedPhotosQuery>): Promise<PhotoPage> {
  const { link, album, owner } = await linkOf(ctx.db, ctx.actor.linkId)
  const order = orderOf(openedBy(link, album), owner)
  if (order) {
    // The filter itself is in what the actor may see.
    const page = { filter: { terms: [], sort: order.sort, order: order.order }, ...input }
    return ctx.actor.dear ? dearly(ctx, (lane) => listPhotos(lane, page)) : listPhotos(ctx, page)
  }
  if (album) return albumPage(ctx, album, input)
  const { photoId, position } = shareLinkPhotos
  const where = and(eq(shareLinkPhotos.linkId, link.id), visibleTo(ctx.actor)) as SQL
  return placedPage(ctx, { id: link.id, table: shareLinkPhotos, photoId, position, where }, input)
}

async function headOf(ctx: LinkContext, { link, album, owner }: FoundLink): Promise<AlbumHead> {
  const { actor, db, dear = db } = ctx
  const order = orderOf(openedBy(link, album), owner)
  const inside = order ? sql`from ${photos} where ${visibleTo(actor)}` : placedSql(ctx, album?.id ?? null)
  const first = order ? NEWEST_FIRST : sql`placed.position, ${photos.id}`
  const heads = await within(actor.dear ? dear : db, HEAD_MS, async (tx) => {
    const { rows } = await tx.execute<HeadRow>(headSql(link.id, inside, album?.coverPhotoId ?? null, first))
    return headsOf(tx, rows, actor)
  })
  return heads?.get(link.id) ?? UNKNOWN
}

function placedSql({ actor }: LinkContext, albumId: string | null): SQL {
  const placed =
    albumId === null
      ? sql`(select photo_id, position from ${shareLinkPhotos} where link_id = ${actor.linkId})`
      : sql`(select photo_id, position from ${albumPhotos} where album_id = ${albumId})`
  return sql`from ${photos} join ${placed} placed on placed.photo_id = ${photos.id} where ${visibleTo(actor)}`
}
