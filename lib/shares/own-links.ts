import { and, desc, eq, type SQL, sql } from 'drizzle-orm'
import { shareLinks } from '@/db/schema/shares'
import { findOwnAlbum } from '../albums/find'
import { hashPassword } from '../auth/passwords'
import { requireSession } from '../context/actor'
import type { Context } from '../context/context'
import { openCursor, sealCursor } from '../cursors/sealed-cursor'
import { AppError, notFound } from '../errors/app-error'
import { removeUnfinishedOfLinks } from '../photos/unfinished-of-links'
import type { ShareLink, ShareLinkPage, UpdateLink } from './contract'
import { expiryOf } from './make-link'
import { type FoundLink, linkOf, linksWhere } from './open-link'
import { openedBy, refuseGuestPhotos } from './opens'
import { presentLink } from './present-link'

interface ListLinks {
  /** Only those to this album of one's own. */
  albumId?: string
  limit: number
  cursor?: string | undefined
}

/**
 * One's own links, latest first, expired ones too: what is given away is all here.
 * @param origin of this site, for the addresses
 * @throws AppError unauthenticated; forbidden (a token, somebody else's album); not_found; invalid for a cursor that is none
 */
export async function listLinks(
  ctx: Context,
  { albumId, limit, cursor }: ListLinks,
  origin: string,
): Promise<ShareLinkPage> {
  const { userId } = requireSession(ctx.actor)
  if (albumId !== undefined) await findOwnAlbum(ctx, albumId)
  const of = albumId === undefined ? undefined : eq(shareLinks.albumId, albumId)
  const after = cursor === undefined ? undefined : beyond(cursor)
  const rows = await linksWhere(ctx.db, and(eq(shareLinks.ownerId, userId), of, after))
    .orderBy(desc(shareLinks.createdAt), desc(shareLinks.id))
    .limit(limit + 1)
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  const items: ShareLink[] = []
  for (const found of shown) items.push(await presentLink(ctx, found, origin))
  return { items, next: last ? await cursorAfter(ctx, last.link.id) : null }
}

/**
 * Changes one of one's own links. Another password locks it for all who were let in before.
 * @param albumId the album in the path, which must be the link's
 * @throws AppError unauthenticated; forbidden (a token); not_found; invalid; unprocessable: the title of a link to an album, photos of visitors where a filter says what is opened
 */
export async function updateLink(
  ctx: Context,
  at: { linkId: string; albumId?: string },
  { password, expiresAt, title, ...allow }: UpdateLink,
  origin: string,
): Promise<ShareLink> {
  const { link, album } = await findOwnLink(ctx, at)
  if (allow.allowUpload) refuseGuestPhotos(openedBy(link, album))
  if (title !== undefined && link.albumId !== null)
    throw new AppError('unprocessable', 'A link to an album has the title of the album. Change that of the album.')
  const changed = {
    ...allow,
    ...(title === undefined ? {} : { title }),
    ...(expiresAt === undefined ? {} : { expiresAt: expiryOf(expiresAt) ?? null }),
    ...(password === undefined
      ? {}
      : {
          passwordHash: password === null ? null : await hashPassword(password),
          version: sql`${shareLinks.version} + 1`,
        }),
  }
  await ctx.db.transaction(async (tx) => {
    const is = eq(shareLinks.id, link.id)
    if (allow.allowUpload === false) await removeUnfinishedOfLinks(tx, is)
    const updated = await tx
      .update(shareLinks)
      .set({ ...changed, updatedAt: sql`now()` })
      .where(is)
      .returning({ id: shareLinks.id })
    if (updated.length === 0) throw notFound()
  })
  return presentLink(ctx, await linkOf(ctx.db, link.id), origin)
}

/**
 * Revokes one of one's own links: its visitors' next request finds nothing, and what they had only begun to add is gone.
 * @throws AppError unauthenticated, forbidden, not_found
 */
export async function deleteLink(ctx: Context, at: { linkId: string; albumId?: string }): Promise<void> {
  const { link } = await findOwnLink(ctx, at)
  await ctx.db.transaction(async (tx) => {
    const is = eq(shareLinks.id, link.id)
    await removeUnfinishedOfLinks(tx, is)
    await tx.delete(shareLinks).where(is)
  })
}

/** The door to one of one’s own links. @throws AppError unauthenticated; forbidden (a token); not_found */
export async function findOwnLink(
  ctx: Context,
  { linkId, albumId }: { linkId: string; albumId?: string },
): Promise<FoundLink> {
  const { userId } = requireSession(ctx.actor)
  if (albumId !== undefined) await findOwnAlbum(ctx, albumId)
  const of = albumId === undefined ? undefined : eq(shareLinks.albumId, albumId)
  const [found] = await linksWhere(ctx.db, and(eq(shareLinks.id, linkId), eq(shareLinks.ownerId, userId), of))
  if (!found) throw notFound()
  return found
}

/** The database writes the time down: it knows more digits than a Date. */
async function cursorAfter(ctx: Context, id: string): Promise<string> {
  const [row] = await ctx.db.select({ at: sql<string>`created_at::text` }).from(shareLinks).where(eq(shareLinks.id, id))
  return sealCursor(['links', row?.at, id])
}

function beyond(cursor: string): SQL {
  const place = openCursor(cursor)
  const [list, at, id] = Array.isArray(place) ? (place as unknown[]) : []
  if (list !== 'links' || typeof at !== 'string' || typeof id !== 'string')
    throw new AppError('invalid', 'cursor: This cursor is not one of this list; start again without it.')
  return sql`(${shareLinks.createdAt}, ${shareLinks.id}) < (${at}::timestamptz, ${id}::uuid)`
}
