import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import type { AlbumRow } from '@/db/schema/albums'
import type { PhotoRow } from '@/db/schema/photos'
import { MOST_NAMED } from '../webhooks/outbox/event-contract'
import { recordEvent, recordRest } from '../webhooks/outbox/record-event'
import { type AlbumEvent, OwnEvent } from './event-contract'

/** The Postgres channel on which every web process listens. */
export const EVENT_CHANNEL = 'albumen_events'

/**
 * Tells the open pages of a user what happened to a photo or an album, or how a scan stands. Inside a transaction it is sent exactly when that commits.
 * @param db the transaction that made the change
 */
export async function tellPages(db: Database, userId: string, events: OwnEvent[]): Promise<void> {
  if (events.length === 0) return
  const messages = events.map((event) => JSON.stringify({ userId, event: OwnEvent.parse(event) }))
  await db.execute(
    sql`select pg_notify(${EVENT_CHANNEL}, message) from unnest(${sql.param(messages)}::text[]) as message`,
  )
}

/** Tells an album's owner and its members that it was changed or is deleted: others may not know that there is one. Their pages hear it, and the owner's webhooks. */
export async function publishAlbum(
  db: Database,
  { id, ownerId }: Pick<AlbumRow, 'id' | 'ownerId'>,
  change: AlbumEvent['change'],
): Promise<void> {
  const event = JSON.stringify(OwnEvent.parse({ type: 'album', albumId: id, change }))
  const told = sql`select ${ownerId}::uuid as id union select user_id from album_members where album_id = ${id}`
  await db.execute(
    sql`select pg_notify(${EVENT_CHANNEL}, json_build_object('userId', told.id, 'event', ${event}::json)::text) from (${told}) told`,
  )
  await recordEvent(db, ownerId, 'album.changed', { albumId: id, change })
}

/** `ready`: its picture was made, or made anew; `changed`: anything else about it; `moved`: the same, and its place is still looked up; `placed`: it was; `restored`: it is in lists again; `trashed`, `deleted`: it left every list, for ever or not. */
export type PhotoChange = 'ready' | 'changed' | 'moved' | 'placed' | 'restored' | 'trashed' | 'deleted'

/**
 * More of one change pages are not told one by one: a list is asked for anew when somebody looks at it again. An edit is no reason for very
 * many questions, least of all from the page that made it.
 */
const MOST_AT_ONCE = {
  ready: 500,
  changed: 100,
  moved: 100,
  placed: 100,
  restored: 500,
  trashed: 500,
  deleted: 500,
} as const

/**
 * Tells of photos of one owner that one change is about: the pages one by one, webhooks all at once.
 * @param db the transaction that made the change
 * @param rows the photos as they are now; one that was never sent whole is told to nobody outside
 */
export async function publishPhotos(
  db: Database,
  userId: string,
  rows: Pick<PhotoRow, 'id' | 'status'>[],
  change: PhotoChange,
): Promise<void> {
  if (rows.length === 0) return
  const gone = change === 'trashed' || change === 'deleted'
  const told = rows.slice(0, MOST_AT_ONCE[change]).map(({ id, status }): OwnEvent => {
    return { type: 'photo', photoId: id, status, ...(gone ? { gone } : {}) }
  })
  await tellPages(db, userId, told)
  await tellSharers(db, userId, rows)
  const sent = rows.filter(({ status }) => status !== 'uploading')
  if (sent.length === 0) return
  const photos = sent.slice(0, MOST_NAMED).map(({ id, status }) => ({ id, status }))
  const data = { photos, count: sent.length }
  if (gone) await recordEvent(db, userId, 'photo.deleted', { ...data, permanent: change === 'deleted' })
  else if (change === 'placed') for (const photo of photos) await recordRest(db, userId, photo)
  else await recordEvent(db, userId, change === 'ready' ? 'photo.ready' : 'photo.changed', data, change === 'moved')
}

/**
 * Tells the pages of those who see photos of somebody's through a shared album that the album holds others or shows them otherwise: which
 * photo it is they learn from the album itself.
 */
async function tellSharers(db: Database, userId: string, rows: Pick<PhotoRow, 'id'>[]): Promise<void> {
  const ids = sql`${sql.param(rows.map(({ id }) => id))}::uuid[]`
  const held = sql`album_photos held join album_members member on member.album_id = held.album_id`
  const told = sql`select held.album_id, member.user_id as id from ${held} where held.photo_id = any (${ids})
    union select held.album_id, albums.owner_id from ${held} join albums on albums.id = held.album_id where held.photo_id = any (${ids})`
  await db.execute(sql`
    select pg_notify(${EVENT_CHANNEL}, json_build_object('userId', told.id, 'event',
      json_build_object('type', 'album', 'albumId', told.album_id, 'change', 'photos'))::text)
    from (${told}) told where told.id <> ${userId}::uuid`)
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
