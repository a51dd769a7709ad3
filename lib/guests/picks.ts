import { and, asc, count, eq, ne, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { photos } from '@/db/schema/photos'
import { shareGuests, sharePicks } from '@/db/schema/shares'
import { visibleTo } from '../access/visible-photos'
import { LINK_PICKS, takeAttempt } from '../auth/attempts'
import { AppError, notFound } from '../errors/app-error'
import { dearly } from '../load/dear'
import { findVisiblePhoto } from '../photos/find'
import type { LinkContext } from '../shares/link-door'
import type { OwnPicks, Pick, PutPick } from './contract'
import { findGuest, knownGuest, type Visitor } from './guests'

/** Photos that one visitor may mark. */
export const MOST_PICKS = 1_000

/**
 * Marks a photo of a link, or changes the note on it.
 * @returns the pick, and the Set-Cookie value for a visitor who was not known
 * @throws AppError not_found: the link has no picks, or not this photo; invalid: no name was given yet; conflict: too many; rate_limited
 */
export async function putPick(
  ctx: LinkContext,
  visitor: Visitor,
  photoId: string,
  { note, guest: name }: PutPick,
): Promise<{ pick: Pick; cookie: string | null }> {
  await assertMayPick(ctx, visitor.address)
  await findVisiblePhoto(ctx, photoId)
  const { guest, cookie } = await knownGuest(ctx, visitor, name)
  const pick = await ctx.db.transaction(async (tx) => {
    await assertRoom(tx, guest.id, photoId)
    const [row] = await tx
      .insert(sharePicks)
      .values({ guestId: guest.id, photoId, note: note ?? '' })
      .onConflictDoUpdate({
        target: [sharePicks.guestId, sharePicks.photoId],
        set: { updatedAt: sql`now()`, ...(note === undefined ? {} : { note }) },
      })
      .returning(pickColumns)
    if (!row) throw new Error('the pick was not returned')
    return row
  })
  return { pick: presentPick(pick), cookie }
}

/** Takes a mark off. Of what is not marked nothing is said. @throws AppError not_found: the link has no picks; rate_limited */
export async function removePick(ctx: LinkContext, visitor: Visitor, photoId: string): Promise<void> {
  await assertMayPick(ctx, visitor.address)
  const guest = await findGuest(ctx, visitor.cookies)
  if (guest === null) return
  await ctx.db.delete(sharePicks).where(and(eq(sharePicks.guestId, guest.id), eq(sharePicks.photoId, photoId)))
}

/**
 * What this visitor has marked, of what the link still opens. Nobody else's picks and names.
 * @throws AppError not_found: the link has no picks; unavailable when a long filter takes too long
 */
export async function listOwnPicks(ctx: LinkContext, cookies: string | null): Promise<OwnPicks> {
  if (!ctx.actor.rights.allowPicks) throw notFound()
  const guest = await findGuest(ctx, cookies)
  if (guest === null) return { guest: null, items: [] }
  const { actor } = ctx
  const rowsOf = ({ db }: { db: Database }) =>
    db
      .select(pickColumns)
      .from(sharePicks)
      .innerJoin(photos, eq(photos.id, sharePicks.photoId))
      .where(and(eq(sharePicks.guestId, guest.id), visibleTo(actor)))
      .orderBy(asc(sharePicks.createdAt), asc(sharePicks.photoId))
  const rows = actor.dear ? await dearly(ctx, rowsOf) : await rowsOf(ctx)
  return { guest: { name: guest.name }, items: rows.map(presentPick) }
}

/** The visitor whose link opens only what they have marked: what lists and counts then speak of. @throws AppError not_found */
export async function ofOwnPicks(ctx: LinkContext, cookies: string | null): Promise<LinkContext> {
  const { actor } = ctx
  if (!actor.rights.allowPicks) throw notFound()
  const guest = await findGuest(ctx, cookies)
  const marked = guest
    ? sql`exists (select from share_picks mark where mark.photo_id = ${photos.id} and mark.guest_id = ${guest.id})`
    : sql`false`
  return { ...ctx, actor: { ...actor, photos: sql`(${actor.photos} and ${marked})` } }
}

/** What is read of a pick. */
export const pickColumns = {
  photoId: sharePicks.photoId,
  note: sharePicks.note,
  createdAt: sharePicks.createdAt,
}

/** A pick as it is told. */
export function presentPick({ photoId, note, createdAt }: { photoId: string; note: string; createdAt: Date }): Pick {
  return { photoId, note, pickedAt: createdAt.toISOString() }
}

async function assertMayPick({ actor, db }: LinkContext, address: string): Promise<void> {
  if (!actor.rights.allowPicks) throw notFound()
  await takeAttempt(db, LINK_PICKS, `${actor.linkId}\n${address}`)
}

/** The lock makes one visitor's marks queue, so that the limit holds. @throws AppError conflict; not_found: the guest is gone */
async function assertRoom(tx: Database, guestId: string, photoId: string): Promise<void> {
  const [guest] = await tx
    .select({ id: shareGuests.id })
    .from(shareGuests)
    .where(eq(shareGuests.id, guestId))
    .for('update')
  if (!guest) throw notFound()
  const others = and(eq(sharePicks.guestId, guestId), ne(sharePicks.photoId, photoId))
  const [has] = await tx.select({ n: count() }).from(sharePicks).where(others)
  if ((has?.n ?? 0) >= MOST_PICKS)
    throw new AppError('conflict', `You have marked ${MOST_PICKS} photos, which is the most. Take a mark off first.`)
}
