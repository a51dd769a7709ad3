import { and, asc, eq, gt, or } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { invitations } from '@/db/schema/entry'
import { type PhotoRow, photos } from '@/db/schema/photos'
import { users } from '@/db/schema/users'
import { removeObjectsOf } from '../photos/delete-photo'
import { tellSharersOfLeaving } from '../photos/events'
import { keysOfPhoto } from '../photos/keys'
import { assertNotLastAdministrator } from './admin-lock'
import type { DeletionReport } from './contract'
import { holdings } from './holdings'
import { removeJobsOf } from './remove-jobs'

const PHOTOS_PER_PAGE = 2000

/**
 * Removes an account and everything in it: photos, albums, links, invitations, sessions, jobs at once, the objects in the store by jobs that
 * exist exactly if the removal does. The audit log stays as it is.
 * @param tx a transaction that holds the lock of administrators
 * @returns what went
 * @throws AppError conflict (last administrator of others)
 */
export async function removeAccount(tx: Database, user: Leaver): Promise<DeletionReport> {
  await assertNotLastAdministrator(tx, user)
  const has = await holdings(tx, user.id)
  await removeJobsOf(tx, user)
  let files = 0
  for await (const page of photosOf(tx, user.id)) {
    files += page.flatMap(keysOfPhoto).length
    await removeObjectsOf(tx, page)
  }
  await tellSharersOfLeaving(tx, user.id)
  await removeInvitationsOf(tx, user)
  await tx.delete(users).where(eq(users.id, user.id))
  return { username: user.username, ...has, files }
}

/** Those that it made, and the one by which it came: they name people. */
async function removeInvitationsOf(tx: Database, { id, email }: Leaver): Promise<void> {
  const { createdBy, usedBy } = invitations
  await tx.delete(invitations).where(or(eq(createdBy, id), eq(usedBy, id), eq(invitations.email, email)))
}

type Leaver = Pick<typeof users.$inferSelect, 'id' | 'role' | 'email' | 'username'>
type Doomed = Pick<PhotoRow, 'id' | 'status' | 'objectKey' | 'revision'>

async function* photosOf(tx: Database, userId: string): AsyncGenerator<Doomed[]> {
  const { id, status, objectKey, revision } = photos
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const page = await tx
      .select({ id, status, objectKey, revision })
      .from(photos)
      .where(and(eq(photos.ownerId, userId), gt(photos.id, after)))
      .orderBy(asc(photos.id))
      .limit(PHOTOS_PER_PAGE)
    const last = page.at(-1)
    if (!last) return
    yield page
    after = last.id
  }
}
