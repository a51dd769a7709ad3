import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { photos } from '@/db/schema/photos'
import { shareGuests, sharePicks } from '@/db/schema/shares'
import { users } from '@/db/schema/users'
import { visibleTo } from '../access/visible-photos'
import type { Context } from '../context/context'
import { notFound } from '../errors/app-error'
import { ownerColumnsFor, photoColumns } from '../photos/columns'
import type { Photo } from '../photos/contract'
import { inChunks } from '../photos/in-chunks'
import { isOneOf } from '../photos/is-one-of'
import { presentPhoto } from '../photos/present'
import { findOwnLink } from '../shares/own-links'
import type { LinkPicks, Pick } from './contract'
import { pickColumns, presentPick } from './picks'

/**
 * What visitors of one of one's own links have marked, by person and by photo: of photos that one may still see and that are not in the trash. Who
 * has marked nothing is named, too.
 * @throws AppError unauthenticated; forbidden (a token); not_found
 */
export async function listLinkPicks(ctx: Context, linkId: string): Promise<LinkPicks> {
  await findOwnLink(ctx, { linkId })
  const rows = await ctx.db
    .select({ ...pickColumns, guestId: shareGuests.id })
    .from(shareGuests)
    .innerJoin(sharePicks, eq(sharePicks.guestId, shareGuests.id))
    .innerJoin(photos, eq(photos.id, sharePicks.photoId))
    .where(and(eq(shareGuests.linkId, linkId), isNull(photos.deletedAt), visibleTo(ctx.actor)))
    .orderBy(asc(shareGuests.createdAt), asc(shareGuests.id), asc(sharePicks.createdAt), asc(sharePicks.photoId))
  const people = await guestsOf(ctx, linkId)
  const counts = new Map<string, number>()
  for (const { guestId, ...pick } of rows) {
    people.get(guestId)?.picks.push(presentPick(pick))
    counts.set(pick.photoId, (counts.get(pick.photoId) ?? 0) + 1)
  }
  const shown = await photosOf(ctx, [...counts.keys()])
  const marked = [...counts].flatMap(([id, picks]) => {
    const photo = shown.get(id)
    return photo ? [{ photo, picks }] : []
  })
  // The sort keeps the order of those that equally many have marked: first marked first.
  return { people: [...people.values()], photos: marked.sort((a, b) => b.picks - a.picks) }
}

/** Everybody who has given a name at a link, first come first. */
async function guestsOf({ db }: Context, linkId: string) {
  const { id, name, createdAt } = shareGuests
  const added = sql<number>`(select count(*) from guest_photos where guest_photos.guest_id = ${id})`.mapWith(Number)
  const rows = await db
    .select({ id, name, added })
    .from(shareGuests)
    .where(eq(shareGuests.linkId, linkId))
    .orderBy(asc(createdAt), asc(id))
  return new Map(rows.map((guest) => [guest.id, { ...guest, picks: [] as Pick[] }]))
}

/**
 * Takes all marks of one visitor off; the visitor may mark again.
 * @param forget removes the visitor, too: whoever comes again is asked for a name. What they have added stays
 * @throws AppError unauthenticated; forbidden (a token); not_found: no such link of one's own, or no such visitor of it
 */
export async function clearPicks(ctx: Context, at: { linkId: string; guestId: string }, forget = false): Promise<void> {
  await findOwnLink(ctx, { linkId: at.linkId })
  const ofLink = and(eq(shareGuests.id, at.guestId), eq(shareGuests.linkId, at.linkId))
  const [guest] = await ctx.db.select({ id: shareGuests.id }).from(shareGuests).where(ofLink)
  if (!guest) throw notFound()
  if (forget) {
    await ctx.db.delete(shareGuests).where(ofLink)
    return
  }
  const guests = ctx.db.select({ id: shareGuests.id }).from(shareGuests).where(ofLink)
  await ctx.db.delete(sharePicks).where(inArray(sharePicks.guestId, guests))
}

async function photosOf(ctx: Context, ids: string[]): Promise<Map<string, Photo>> {
  const rows = await inChunks(ids, (chunk) =>
    ctx.db
      .select({ photo: photoColumns, owner: ownerColumnsFor(ctx.actor, 'any') })
      .from(photos)
      .innerJoin(users, eq(users.id, photos.ownerId))
      .where(and(isOneOf(chunk), visibleTo(ctx.actor))),
  )
  return new Map(rows.map(({ photo, owner }) => [photo.id, presentPhoto(photo, owner, ctx.actor)]))
}
