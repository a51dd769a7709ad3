import { and, asc, eq, gt } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { type PhotoRow, photos } from '@/db/schema/photos'
import { users } from '@/db/schema/users'
import { requireSession } from '../context/actor'
import type { Context } from '../context/context'
import { notFound } from '../errors/app-error'
import { removeObjectsOf } from '../photos/delete-photo'
import { tellSharersOfLeaving } from '../photos/events'
import { assertNotLastAdministrator, lockAdministrators } from './admin-lock'
import { confirmPassword } from './confirm-password'

const PHOTOS_PER_PAGE = 2000

/**
 * Removes one's account and everything in it: photos, albums, sessions at once, the objects in the store by jobs that
 * exist exactly if the removal does.
 * @throws AppError unauthenticated, forbidden (a token, wrong password), rate_limited, conflict (last administrator of others)
 */
export async function deleteMe(ctx: Context, currentPassword: string): Promise<void> {
  const { userId } = requireSession(ctx.actor)
  await confirmPassword(ctx, currentPassword)
  await ctx.db.transaction(async (tx) => {
    await lockAdministrators(tx)
    const [user] = await tx.select().from(users).where(eq(users.id, userId)).for('update')
    if (!user) throw notFound()
    await assertNotLastAdministrator(tx, user)
    for await (const page of photosOf(tx, userId)) await removeObjectsOf(tx, page)
    await tellSharersOfLeaving(tx, userId)
    await tx.delete(users).where(eq(users.id, userId))
  })
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
