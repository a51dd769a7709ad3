import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import type { AlbumRow } from '@/db/schema/albums'
import type { PhotoRow } from '@/db/schema/photos'
import { type AlbumEvent, OwnEvent } from './event-contract'

/** The Postgres channel on which every web process listens. */
export const EVENT_CHANNEL = 'albumen_events'

/**
 * Tells the listeners of a user what happened to a photo or an album, or how a scan stands. Inside a transaction it is sent exactly when that commits.
 * @param db the transaction that made the change
 */
export async function publish(db: Database, userId: string, event: OwnEvent): Promise<void> {
  const message = JSON.stringify({ userId, event: OwnEvent.parse(event) })
  await db.execute(sql`select pg_notify(${EVENT_CHANNEL}, ${message})`)
}

/** Tells an album's owner that it was changed or deleted: others may not know that there is one. */
export function publishAlbum(
  db: Database,
  { id, ownerId }: Pick<AlbumRow, 'id' | 'ownerId'>,
  change: AlbumEvent['change'],
): Promise<void> {
  return publish(db, ownerId, { type: 'album', albumId: id, change })
}

/** More of one change are not told one by one: a list is asked for anew when somebody looks at it again. */
const MOST_AT_ONCE = 500

/** Tells of many photos of one owner that one change is about. @param gone whether they left every list but the trash */
export async function publishPhotos(
  db: Database,
  userId: string,
  rows: Pick<PhotoRow, 'id' | 'status'>[],
  gone: boolean,
): Promise<void> {
  if (rows.length === 0) return
  const messages = rows.slice(0, MOST_AT_ONCE).map(({ id, status }) => {
    const event: OwnEvent = { type: 'photo', photoId: id, status, ...(gone ? { gone } : {}) }
    return JSON.stringify({ userId, event: OwnEvent.parse(event) })
  })
  await db.execute(
    sql`select pg_notify(${EVENT_CHANNEL}, message) from unnest(${sql.param(messages)}::text[]) as message`,
  )
}

/** Reads a notification back; null for one that is not ours. */
export function parseNotification(message: string): { userId: string; event: OwnEvent } | null {
  try {
    const { userId, event } = JSON.parse(message)
    const parsed = OwnEvent.safeParse(event)
    return typeof userId === 'string' && parsed.success ? { userId, event: parsed.data } : null
  } catch {
    return null
  }
}
