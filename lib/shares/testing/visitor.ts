import { addAlbumPhotos } from '../../albums/change-photos'
import { createAlbum } from '../../albums/create-album'
import type { Context } from '../../context/context'
import type { ShareLink } from '../contract'
import type { LinkContext } from '../link-door'
import { openLink } from '../open-link'
import { listSharedPhotos } from '../shared-photos'

export const ORIGIN = 'http://own.example'
export const LINK_SECRET = 'a secret of at least thirty-two characters'
export const ready = { status: 'ready' as const }

/** The token in a link's address. */
export function tokenOf(link: ShareLink): string {
  return link.url?.split('/s/')[1] ?? ''
}

/** A visitor who came in; null where there is nothing, or a lock. */
export async function visit(ctx: Context, link: ShareLink): Promise<LinkContext | null> {
  const opened = await openLink(ctx.db, tokenOf(link), null)
  return opened?.state === 'open' ? { db: ctx.db, store: ctx.store, actor: opened.actor } : null
}

/** The same of a link that opens. */
export async function inside(ctx: Context, link: ShareLink): Promise<LinkContext> {
  const visitor = await visit(ctx, link)
  if (!visitor) throw new Error('the link does not open')
  return visitor
}

/** Ids of the photos that a visitor is shown. */
export async function idsOf(ctx: LinkContext, input = {}): Promise<string[]> {
  return (await listSharedPhotos(ctx, input)).items.map(({ id }) => id)
}

/** An album by hand. */
export async function albumOf(ctx: Context, ids: string[], fields = {}) {
  const album = await createAlbum(ctx, { title: 'Trip', description: 'Two weeks', visibility: 'private', ...fields })
  if (ids.length > 0) await addAlbumPhotos(ctx, album.id, ids)
  return album
}
