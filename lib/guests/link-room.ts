import { and, eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { type ShareLinkRow, shareLinks } from '@/db/schema/shares'
import { ofActiveOwner } from '../access/owners'
import type { LinkActor } from '../context/actor'
import { notFound } from '../errors/app-error'
import { guestTotals } from '../shares/guest-totals'
import { UNEXPIRED } from '../shares/open-link'

/**
 * Locks the link by which somebody came in, if it still takes photos: who reserves room waits for each other, and revoking it comes before or after.
 * @param tx a transaction
 * @throws AppError not_found
 */
export async function lockTakingLink(tx: Database, { linkId }: Pick<LinkActor, 'linkId'>): Promise<ShareLinkRow> {
  const taking = and(
    eq(shareLinks.id, linkId),
    eq(shareLinks.allowUpload, true),
    UNEXPIRED,
    ofActiveOwner(shareLinks.ownerId),
  )
  const [link] = await tx.select().from(shareLinks).where(taking).for('update')
  if (!link) throw notFound()
  return link
}

/** What guests may still add to a link. What they gave up, what never came and what the owner has deleted for ever takes no room. @param tx where the link is locked */
export async function linkRoom(tx: Database, link: ShareLinkRow): Promise<{ files: number; bytes: number }> {
  const added = await guestTotals(tx, link.id)
  return { files: link.maxGuestFiles - added.files, bytes: link.maxGuestBytes - added.bytes }
}
