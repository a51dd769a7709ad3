import { randomUUID } from 'node:crypto'
import { shareLinks } from '@/db/schema/shares'
import { hashPassword } from '@/lib/auth/passwords'
import { hashOfLinkToken, makeLinkToken, sealLinkToken } from '@/lib/shares/token'
import { unlockedCookies } from '@/lib/shares/unlock-cookie'
import type { Instance } from './instance'

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
  const locked = await make({ passwordHash: await passwordHash, allowDownload: true })
  const alike = await make({ passwordHash: await passwordHash })
  const expired = await make({ expiresAt: new Date(Date.now() - 60_000) })
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
    visitorCookie: cookieOf(locked),
    passerCookie: cookieOf(alike),
  }
}
