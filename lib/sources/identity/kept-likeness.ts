// Pictures that are kept from others, known again where they were saved again under the key of what was removed, or under another name.
import { and, eq, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { hiddenContents, type SourceObjectRow, type SourceRow } from '@/db/schema/sources'
import { turnedPrints } from '../../similar/turned-prints'
import { judgeLikeness, type Likeness } from './same-picture'

/** Removed contents of one key that are compared. */
const MOST_HERE = 50
/** Pictures of one second that are looked at, and the nearest of them that are compared. */
const MOST_OF_SECOND = 1_000
const MOST_COMPARED = 16

interface Here {
  source: Pick<SourceRow, 'ownerId'>
  object: Pick<SourceObjectRow, 'sourceId' | 'key'>
}

/** Whether what lies under a key is the picture that was deleted for ever there, saved again. */
export async function wasDeletedHere(db: Database, object: Here['object'], now: Likeness): Promise<boolean> {
  const removed = await removedHere(db, object)
  return removed.some(
    ({ forgotten, likeness }) => !forgotten && likeness !== null && judgeLikeness(likeness, now) === 'same',
  )
}

/**
 * Whether a picture may be one that its owner keeps from others: what was removed under this key (where nothing contradicts), or one of that
 * very time, camera and fingerprint that is private, in the trash, deleted for ever or forgotten.
 */
export async function looksKeptPrivate(db: Database, { source, object }: Here, now: Likeness): Promise<boolean> {
  const removed = await removedHere(db, object)
  if (removed.some(({ likeness }) => likeness === null || judgeLikeness(likeness, now) !== 'other')) return true
  const near = await keptOfSecond(db, source.ownerId, now)
  return near.some((likeness) => judgeLikeness(likeness, now) === 'same')
}

async function removedHere(db: Database, { sourceId, key }: Here['object']) {
  return db
    .select({ forgotten: hiddenContents.forgotten, likeness: hiddenContents.likeness })
    .from(hiddenContents)
    .where(and(eq(hiddenContents.sourceId, sourceId), eq(hiddenContents.key, key)))
    .limit(MOST_HERE)
}

/** The nearest of the pictures taken in the same second, from indexes: how large the library is does not matter. */
async function keptOfSecond(db: Database, ownerId: string, { fields, hash }: Likeness): Promise<Likeness[]> {
  if (fields.takenLocal === null || hash === null) return []
  const second = fields.takenLocal.replace('T', ' ').slice(0, 19)
  // Whichever way up: what is shown may have been turned.
  const bits = turnedPrints(hash).map((turned) => sql`bit_count((likeness ->> 'hash')::bit(128) # ${turned}::bit(128))`)
  const found = await db.execute<{ likeness: Likeness }>(sql`
    select likeness from (
      (select jsonb_build_object('fields', coalesce(own_fields, file_fields), 'hash', hash::text, 'width', width, 'height', height) as likeness
      from photos
      where owner_id = ${ownerId} and left(replace(coalesce(own_fields, file_fields) ->> 'takenLocal', 'T', ' '), 19) = ${second}
        and (visibility = 'private' or deleted_at is not null) limit ${MOST_OF_SECOND})
      union all
      (select likeness from hidden_contents
      where source_id in (select id from sources where owner_id = ${ownerId})
        and left(replace(likeness -> 'fields' ->> 'takenLocal', 'T', ' '), 19) = ${second} limit ${MOST_OF_SECOND})
    ) as kept
    order by least(${sql.join(bits, sql`, `)}) nulls last limit ${MOST_COMPARED}`)
  return found.rows.map(({ likeness }) => likeness)
}
