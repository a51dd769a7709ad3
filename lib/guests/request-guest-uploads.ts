// The first step of a photo that a visitor adds: as `uploads/request-upload`, but nothing is told of what the owner has.

import { and, eq, gt, inArray, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { photos } from '@/db/schema/photos'
import { guestPhotos } from '@/db/schema/shares'
import { LINK_UPLOADS, takeAttempt } from '../auth/attempts'
import { notFound } from '../errors/app-error'
import { readLimits } from '../settings/limits'
import type { LinkContext } from '../shares/link-door'
import { remainingBytes } from '../storage/storage-room'
import { type Plan, planUploads, type UploadFacts } from '../uploads/plan-uploads'
import { insertUploads, newIds, refuseTooMuch, sendsOf, ticketOf } from '../uploads/request-upload'
import type { RequestUploadsReply, UploadTicket } from '../uploads/upload-contract'
import type { RequestGuestUploads } from './contract'
import { type KnownGuest, knownGuest, type Visitor } from './guests'
import { linkRoom, lockTakingLink } from './link-room'

/** One that is about to be swept is not begun again. */
const YOUNG_HOURS = 20
/** Nothing of the sizes: how much room an owner has is nobody's business. */
const FULL = 'There is no room left here for this photo. Tell whoever gave you the link.'

/**
 * Reserves a private photo of the link's owner for every file, or says why not. What the owner has already is not looked at: it becomes a photo of
 * its own, so that no answer tells of it. A file that the same guest asks for again before it has arrived gets the same photo.
 * @returns one ticket per file, in order, and the Set-Cookie value for a visitor who was not known
 * @throws AppError not_found: the link takes no photos; invalid: no name was given yet; rate_limited
 */
export async function requestGuestUploads(
  ctx: LinkContext,
  visitor: Visitor,
  { guest: name, files }: RequestGuestUploads,
): Promise<{ reply: RequestUploadsReply; cookie: string | null }> {
  const { actor } = ctx
  if (!actor.rights.allowUpload) throw notFound()
  await takeAttempt(ctx.db, LINK_UPLOADS, `${actor.linkId}\n${visitor.address}`)
  const { guest, cookie } = await knownGuest(ctx, visitor, name)
  const plans = await ctx.db.transaction(async (tx) => {
    const planned = planUploads(files, await gatherFacts(tx, ctx, guest, files))
    refuseTooMuch(planned)
    await insertUploads(tx, actor.ownerId, 'private', planned)
    await markGuests(tx, actor.linkId, guest, planned)
    return planned
  })
  const base = `/api/v1/links/${actor.token}/uploads`
  const uploads: UploadTicket[] = []
  for (const plan of plans) uploads.push(await ticketOf(ctx, plan, base))
  return { reply: { uploads }, cookie }
}

async function gatherFacts(
  tx: Database,
  { actor }: LinkContext,
  guest: KnownGuest,
  files: RequestGuestUploads['files'],
): Promise<UploadFacts> {
  const ofLink = await linkRoom(tx, await lockTakingLink(tx, actor))
  const ofOwner = await remainingBytes(tx, actor.ownerId)
  return {
    held: new Map(),
    open: await openOfGuest(
      tx,
      guest.id,
      files.flatMap(({ sha256 }) => sha256 ?? []),
    ),
    inSources: new Map(),
    room: { files: ofLink.files, bytes: Math.min(ofLink.bytes, ofOwner) },
    full: () => FULL,
    largest: (await readLimits(tx)).maxUploadBytes,
    // The link's room counts what is unfinished, too.
    unfinished: { files: Number.POSITIVE_INFINITY, bytes: Number.POSITIVE_INFINITY },
    ids: await newIds(tx, files.length),
  }
}

/** A guest's own unfinished uploads by the SHA-256 that was announced. */
async function openOfGuest(tx: Database, guestId: string, hashes: string[]): Promise<UploadFacts['open']> {
  if (hashes.length === 0) return new Map()
  const rows = await tx
    .select({ id: photos.id, bytes: photos.bytes, sha256: photos.declaredSha256 })
    .from(guestPhotos)
    .innerJoin(photos, eq(photos.id, guestPhotos.photoId))
    .where(
      and(
        eq(guestPhotos.guestId, guestId),
        eq(photos.status, 'uploading'),
        inArray(photos.declaredSha256, hashes),
        gt(photos.addedAt, sql`now() - make_interval(hours => ${YOUNG_HOURS})`),
      ),
    )
  return new Map(rows.map(({ id, bytes, sha256 }) => [sha256 as string, { id, bytes }]))
}

async function markGuests(tx: Database, linkId: string, guest: KnownGuest, plans: Plan[]): Promise<void> {
  const rows = sendsOf(plans, 'new').map(({ photoId }) => ({
    photoId,
    linkId,
    guestId: guest.id,
    guestName: guest.name,
  }))
  if (rows.length > 0) await tx.insert(guestPhotos).values(rows)
}
