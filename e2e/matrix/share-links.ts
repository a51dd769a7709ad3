import { randomUUID } from 'node:crypto'
import { and, eq, inArray } from 'drizzle-orm'
import { photos } from '@/db/schema/photos'
import { guestPhotos, shareGuests, shareLinks, sharePicks } from '@/db/schema/shares'
import { hashPassword } from '@/lib/auth/passwords'
import { hashOfLinkToken, makeLinkToken, sealLinkToken } from '@/lib/shares/token'
import { unlockedCookies } from '@/lib/shares/unlock-cookie'
import type { Instance } from './instance'
import { MARK } from './mark'

export const LINK_PASSWORD = 'long enough to remember'

let passwordHash: Promise<string> | undefined

/** Links of the owner's in every state, and the cookies of two who unlocked one: names for the matrix. */
export async function makeLinks(
  instance: Instance,
  ownerId: string,
  { privateAlbum, publicAlbum }: { privateAlbum: string; publicAlbum: string },
) {
  passwordHash ??= hashPassword(LINK_PASSWORD)
  const make = async (fields: Partial<typeof shareLinks.$inferInsert>) => {
    const [id, token] = [randomUUID(), makeLinkToken()]
    const keys = { tokenHash: hashOfLinkToken(token), tokenSealed: sealLinkToken(token, id, instance.secret) }
    await instance.db.insert(shareLinks).values({ id, ownerId, albumId: privateAlbum, ...keys, ...fields })
    return { id, token }
  }
  const open = await make({})
  const giving = await make({ allowDownload: true })
  const ofPublic = await make({ albumId: publicAlbum })
  const guests = { allowPicks: true, allowUpload: true }
  const proof = await make(guests)
  const otherProof = await make(guests)
  const locked = await make({ passwordHash: await passwordHash, allowDownload: true, ...guests })
  const alike = await make({ passwordHash: await passwordHash })
  const expired = await make({ expiresAt: new Date(Date.now() - 60_000), ...guests })
  const cookieOf = ({ id, token }: { id: string; token: string }) =>
    unlockedCookies({ id, version: 1 }, token, instance.secret)[1]?.split(';')[0] ?? ''
  return {
    link: open.token,
    linkId: open.id,
    publicLinkId: ofPublic.id,
    givingLink: giving.token,
    lockedLink: locked.token,
    expiredLink: expired.token,
    unknownLink: makeLinkToken(),
    proofLink: proof.token,
    proofLinkId: proof.id,
    otherProofLink: otherProof.token,
    visitorCookie: cookieOf(locked),
    passerCookie: cookieOf(alike),
  }
}

/** A guest of a link who has marked a photo, added one and begun another: names for the matrix. */
export async function makeGuest(
  { db }: Instance,
  linkId: string,
  photos: { marked: string; begun: string; added: string },
) {
  const guestId = randomUUID()
  const guestName = `${MARK}guest`
  await db.insert(shareGuests).values({ id: guestId, linkId, name: guestName })
  await db.insert(sharePicks).values({ guestId, photoId: photos.marked, note: `${MARK}note` })
  for (const photoId of [photos.begun, photos.added]) {
    await db.insert(guestPhotos).values({ photoId, linkId, guestId, guestName })
  }
  return { guestId }
}

/** Takes the links to a world's albums away, when nothing more is asked of it, and what a guest had begun: the worker's hourly sweep would, at any moment. */
export async function dropLinks({ db }: Instance, { names }: { names: Record<string, string> }): Promise<void> {
  await db.delete(photos).where(and(eq(photos.id, names.guestUpload ?? ''), eq(photos.status, 'uploading')))
  await db.delete(shareLinks).where(inArray(shareLinks.albumId, [names.privateAlbum ?? '', names.publicAlbum ?? '']))
}
