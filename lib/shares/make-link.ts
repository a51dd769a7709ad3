import { randomUUID } from 'node:crypto'
import { count, eq, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { photos } from '@/db/schema/photos'
import { shareLinkPhotos, shareLinks } from '@/db/schema/shares'
import { findOwnAlbum } from '../albums/find'
import { hashPassword } from '../auth/passwords'
import { requireSession, type UserActor } from '../context/actor'
import type { Context } from '../context/context'
import { AppError, notFound } from '../errors/app-error'
import { parseWith } from '../errors/parse-with'
import { parametersOf } from '../parameters-of'
import type { Select } from '../photos/batch-contract'
import { isOneOf } from '../photos/is-one-of'
import { FilterQuery, filterOf, toQuery } from '../search/language/filter'
import { parseSavedFilter } from '../search/query/saved-filter'
import type { CreateAlbumLink, CreateLink, LinkPreview, PreviewLink, ShareLink } from './contract'
import { linkOf } from './open-link'
import { grows, type Opened, refuseGuestPhotos } from './opens'
import { countOpened, presentLink } from './present-link'
import { hashOfLinkToken, makeLinkToken, sealLinkToken } from './token'

/** Links of one account: more than a person keeps in mind. */
const MOST_LINKS = 1_000

/**
 * Makes a link to an album of one's own.
 * @param origin of this site, for the address
 * @throws AppError unauthenticated; forbidden (a token, somebody else's visible album); not_found; invalid (a time that has passed); conflict (too many)
 */
export async function createAlbumLink(
  ctx: Context,
  albumId: string,
  making: CreateAlbumLink,
  origin: string,
): Promise<ShareLink> {
  requireSession(ctx.actor)
  const album = await findOwnAlbum(ctx, albumId)
  return make(ctx, { album }, { ...making, title: '' }, origin)
}

/**
 * Makes a link to photos of one's own, or to all that fit a filter.
 * @throws AppError unauthenticated; forbidden (a token); not_found where any id is not one's own; invalid; conflict (too many)
 */
export async function createLink(ctx: Context, making: CreateLink, origin: string): Promise<ShareLink> {
  requireSession(ctx.actor)
  const { select, ...settings } = making
  return make(ctx, await openedOf(ctx, select), settings, origin)
}

/** What a link would open, before it is made. @throws AppError as making one */
export async function previewLink(ctx: Context, asked: PreviewLink): Promise<LinkPreview> {
  const actor = requireSession(ctx.actor)
  const opened =
    'albumId' in asked ? { album: await findOwnAlbum(ctx, asked.albumId) } : await openedOf(ctx, asked.select)
  return { ...(await countOpened(ctx.db, opened, ownerOf(actor))), grows: grows(opened) }
}

async function openedOf(ctx: Context, select: Select): Promise<Opened> {
  if ('filter' in select) {
    const query = parseWith(FilterQuery, select.filter, 'parameter', Object.keys(FilterQuery.shape))
    return { filter: parseSavedFilter(parametersOf(toQuery(filterOf(query)))) }
  }
  const ids = [...new Set(select.ids.map((id) => id.toLowerCase()))]
  const actor = requireSession(ctx.actor)
  const [own] = await ctx.db
    .select({ n: count() })
    .from(photos)
    .where(sql`${eq(photos.ownerId, actor.userId)} and ${isOneOf(ids)}`)
  if (own?.n !== ids.length) throw notFound()
  return { ids }
}

async function make(
  ctx: Context,
  opened: Opened,
  { password, expiresAt, title = '', ...allow }: CreateAlbumLink & { title?: string | undefined },
  origin: string,
): Promise<ShareLink> {
  const { userId } = requireSession(ctx.actor)
  if (allow.allowUpload) refuseGuestPhotos(opened)
  const passwordHash = password ? await hashPassword(password) : null
  const [id, token] = [randomUUID(), makeLinkToken()]
  const values = {
    ...allow,
    id,
    title,
    ownerId: userId,
    albumId: 'album' in opened ? opened.album.id : null,
    filter: 'filter' in opened ? opened.filter : null,
    tokenHash: hashOfLinkToken(token),
    tokenSealed: sealLinkToken(token, id),
    passwordHash,
    expiresAt: expiryOf(expiresAt) ?? null,
  }
  await ctx.db.transaction(async (tx) => {
    await assertRoom(tx, userId)
    await tx.insert(shareLinks).values(values)
    if ('ids' in opened) await choose(tx, id, opened.ids)
  })
  return presentLink(ctx, await linkOf(ctx.db, id), origin)
}

/** Others of the account's requests wait until the transaction ends. @throws AppError conflict */
async function assertRoom(tx: Database, ownerId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`links of ${ownerId}`}, 0))`)
  const [has] = await tx.select({ n: count() }).from(shareLinks).where(eq(shareLinks.ownerId, ownerId))
  if ((has?.n ?? 0) >= MOST_LINKS)
    throw new AppError('conflict', `You have ${MOST_LINKS} links, which is the most. Revoke one first.`)
}

/** In the order given. */
async function choose(tx: Database, linkId: string, ids: string[]): Promise<void> {
  await tx.execute(sql`
    insert into ${shareLinkPhotos} (link_id, photo_id, position)
    select ${linkId}::uuid, item.id::uuid, item.place
    from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb) with ordinality as item (id, place)`)
}

/** @throws AppError invalid for a time that has passed */
export function expiryOf(given: string | null | undefined): Date | null | undefined {
  if (given === null || given === undefined) return given
  const at = new Date(given)
  if (at > new Date()) return at
  const message = 'has passed; give a time that is still to come'
  throw new AppError('invalid', `expiresAt: ${message}`, { errors: [{ path: 'expiresAt', message }] })
}

function ownerOf({ userId, username, name }: UserActor) {
  return { id: userId, username, name }
}
