import { and, asc, eq, gt } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { photos } from '@/db/schema/photos'
import { users } from '@/db/schema/users'
import { requireUser } from '../auth/actor'
import type { Context } from '../context'
import { notFound } from '../errors'
import { enqueue } from '../jobs/enqueue'
import { incomingKey, renditionKey } from '../photos/keys'
import { assertNotLastAdministrator, lockAdministrators } from './admin-lock'
import { confirmPassword } from './confirm-password'

const KEYS_PER_JOB = 1000
const PHOTOS_PER_PAGE = 2000
/** A job that runs or an upload that arrives just now may still write an object; it has given up by then. */
const SECOND_SWEEP_MS = 3600_000

/**
 * Removes one's account and everything in it: photos, albums, sessions at once, the objects in the store by jobs that
 * exist exactly if the removal does.
 * @throws AppError unauthenticated, forbidden (wrong password), rate_limited, conflict (last administrator of others)
 */
export async function deleteMe(ctx: Context, currentPassword: string): Promise<void> {
  const { userId } = requireUser(ctx.actor)
  await confirmPassword(ctx, currentPassword)
  await ctx.db.transaction(async (tx) => {
    await lockAdministrators(tx)
    const [user] = await tx.select().from(users).where(eq(users.id, userId)).for('update')
    if (!user) throw notFound()
    await assertNotLastAdministrator(tx, user)
    for await (const { keys, unfinished } of objectsOf(tx, userId)) {
      await enqueueDeletion(tx, keys)
      await enqueueDeletion(tx, unfinished, new Date(Date.now() + SECOND_SWEEP_MS))
    }
    await tx.delete(users).where(eq(users.id, userId))
  })
}

async function enqueueDeletion(tx: Database, keys: string[], runAt?: Date): Promise<void> {
  for (let at = 0; at < keys.length; at += KEYS_PER_JOB) {
    const payload = { keys: keys.slice(at, at + KEYS_PER_JOB) }
    await enqueue(tx, 'objects.delete', payload, { priority: 10, ...(runAt ? { runAt } : {}) })
  }
}

async function* objectsOf(tx: Database, userId: string): AsyncGenerator<{ keys: string[]; unfinished: string[] }> {
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
    const open = page.filter((photo) => photo.status === 'uploading' || photo.status === 'processing')
    yield { keys: page.flatMap(keysOf), unfinished: open.flatMap(keysOf) }
    after = last.id
  }
}

function keysOf(photo: { id: string; status: string; objectKey: string; revision: number }): string[] {
  const { id, objectKey, revision } = photo
  const keys = [objectKey, renditionKey(id, revision, 'thumb'), renditionKey(id, revision, 'preview')]
  return photo.status === 'uploading' ? [...keys, incomingKey(id)] : keys
}
