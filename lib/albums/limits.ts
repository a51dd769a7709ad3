import { count, eq, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { albums } from '@/db/schema/albums'
import { MARKED_PUBLIC } from '../access/visible-albums'
import { AppError } from '../errors/app-error'

/** Albums of one account. */
export const MOST_ALBUMS = 5_000
/** Albums of one account that everybody sees: lists that everybody reads are not one person's. */
export const MOST_PUBLIC_ALBUMS = 200

/**
 * Makes sure that an account may have more albums; others of its requests wait until the transaction ends.
 * @param tx the transaction that makes them
 * @throws AppError conflict
 */
export async function assertRoom(
  tx: Database,
  ownerId: string,
  { more, morePublic }: { more: number; morePublic: number },
): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`albums of ${ownerId}`}, 0))`)
  const [now] = await tx
    .select({ all: count(), open: sql<string>`count(*) filter (where ${MARKED_PUBLIC})` })
    .from(albums)
    .where(eq(albums.ownerId, ownerId))
  if (Number(now?.all ?? 0) + more > MOST_ALBUMS) {
    throw new AppError('conflict', `You have ${MOST_ALBUMS} albums, which is the most. Delete one first.`)
  }
  if (morePublic > 0 && Number(now?.open ?? 0) + morePublic > MOST_PUBLIC_ALBUMS) {
    const message = `${MOST_PUBLIC_ALBUMS} of your albums are public, which is the most. Make another one private first.`
    throw new AppError('conflict', `visibility: ${message}`, { errors: [{ path: 'visibility', message }] })
  }
}
