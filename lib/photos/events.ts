import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import type { AlbumRow } from '@/db/schema/albums'
import type { PhotoRow } from '@/db/schema/photos'
import { enqueueGroups } from '../jobs/enqueue-groups'
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

/** Photos that are looked for in albums at once: one statement stays well within the database's time limit. */
const ASKED_AT_ONCE = 2_000

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
 * Who shares albums with them is told too, but of `deleted` ones: `tellSharers` before they go.
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
  if (gone || change === 'restored') await enqueueGroups(db, userId)
  if (change !== 'deleted')
    await tellSharers(
      db,
      userId,
      rows.map(({ id }) => id),
    )
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
 * photo it is they learn from the album itself. Before photos are deleted for ever: afterwards nobody knows where they were.
 * @param userId the owner of all these photos
 */
export async function tellSharers(db: Database, userId: string, ids: string[]): Promise<void> {
  const left = new Set(await sharedAlbumsOf(db, userId))
  // Most people share nothing, and a batch may have very many photos: then nothing is asked about them.
  for (let start = 0; left.size > 0 && start < ids.length; start += ASKED_AT_ONCE) {
    const held = await db.execute<{ id: string }>(sql`
      select distinct album_id as id from album_photos
      where album_id = any (${sql.param([...left])}::uuid[]) and photo_id = any (${sql.param(ids.slice(start, start + ASKED_AT_ONCE))}::uuid[])`)
    const touched = held.rows.map(({ id }) => id)
    await tellAlbums(db, userId, touched, 'photos')
    for (const id of touched) left.delete(id)
  }
}

/** Before an account goes: the pages of others lose the albums that it shared, and its photos in theirs. */
export async function tellSharersOfLeaving(db: Database, userId: string): Promise<void> {
  const shared = await sharedAlbumsOf(db, userId)
  const own = await db.execute<{ id: string }>(
    sql`select id from albums where owner_id = ${userId} and id = any (${sql.param(shared)}::uuid[])`,
  )
  const gone = new Set(own.rows.map(({ id }) => id))
  await tellAlbums(db, userId, [...gone], 'gone')
  const others = shared.filter((id) => !gone.has(id))
  await tellAlbums(db, userId, others, 'photos')
}

/** Albums with members in which photos of somebody's may lie: their own, and those shared with them. */
async function sharedAlbumsOf(db: Database, userId: string): Promise<string[]> {
  const found = await db.execute<{ id: string }>(sql`
    select album_id as id from album_members where user_id = ${userId}
    union select a.id from albums a where a.owner_id = ${userId} and exists (select from album_members m where m.album_id = a.id)`)
  return found.rows.map(({ id }) => id)
}

/** Tells everybody in these albums but one person. */
async function tellAlbums(db: Database, but: string, ids: string[], change: AlbumEvent['change']): Promise<void> {
  if (ids.length === 0) return
  const these = sql`${sql.param(ids)}::uuid[]`
  const told = sql`select album_id, user_id as id from album_members where album_id = any (${these})
    union select id, owner_id from albums where id = any (${these})`
  await db.execute(sql`
    select pg_notify(${EVENT_CHANNEL}, json_build_object('userId', told.id, 'event',
      json_build_object('type', 'album', 'albumId', told.album_id, 'change', ${change}::text))::text)
    from (${told}) told where told.id <> ${but}::uuid`)
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
