import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { photos } from '@/db/schema/photos'
import { users } from '@/db/schema/users'
import { formatBytes } from '../media/format-bytes'

/** Bytes the owner may still add, counting what is reserved; the lock on the user makes parallel requests queue. */
export async function remainingBytes(tx: Database, userId: string): Promise<number> {
  const [user] = await tx.select({ quota: users.quotaBytes }).from(users).where(eq(users.id, userId))
  if (user?.quota === null || user?.quota === undefined) return Number.POSITIVE_INFINITY
  await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for('update')
  return user.quota - (await usedBytes(tx, userId))
}

/** What an account's uploads take: what is in the trash, has failed or is announced included. */
export async function usedBytes(db: Database, userId: string): Promise<number> {
  const [sum] = await db
    .select({ used: sql<string>`coalesce(sum(${photos.bytes}), 0)` })
    .from(photos)
    // What lies in sources takes no room here, nor does an upload that was known.
    .where(
      and(
        eq(photos.ownerId, userId),
        isNull(photos.sourceId),
        sql`not (${photos.status} = 'uploading' and ${photos.copyOf} is not null)`,
      ),
    )
  return Number(sum?.used ?? 0)
}

/** What a person reads when a file does not fit. */
export function storageFull(left: number, bytes: number): string {
  return `Your storage is full: ${formatBytes(Math.max(left, 0))} are left, the file has ${formatBytes(bytes)}.`
}
