import { and, asc, eq, gt } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { type PhotoRow, photos } from '@/db/schema/photos'
import { users } from '@/db/schema/users'
import { removeObjectsOf } from '../photos/delete-photo'
import { tellSharersOfLeaving } from '../photos/events'
import { assertNotLastAdministrator } from './admin-lock'

const PHOTOS_PER_PAGE = 2000

/**
 * Removes an account and everything in it: photos, albums, links, sessions at once, the objects in the store by jobs that exist exactly
 * if the removal does.
 * @param tx a transaction that holds the lock of administrators
 * @throws AppError conflict (last administrator of others)
 */
export async function removeAccount(tx: Database, user: { id: string; role: string }): Promise<void> {
  await assertNotLastAdministrator(tx, user)
  for await (const page of photosOf(tx, user.id)) await removeObjectsOf(tx, page)
  await tellSharersOfLeaving(tx, user.id)
  await tx.delete(users).where(eq(users.id, user.id))
}

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
