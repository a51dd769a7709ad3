import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'

/** Fingerprints of pictures in a row: 6 bits from one to the next, at most 21 of them. */
export function printAt(at: number): { hash: string; detail: string } {
  return { hash: '1'.repeat(at * 6).padEnd(128, '0'), detail: '01'.repeat(256) }
}

/** The groups of an owner as they are kept, by their ids. */
export async function groupsOf(db: Database, ownerId: string) {
  const { rows } = await db.execute<{ id: string; kind: string; photos: string[]; size: number }>(sql`
    select id, kind, array_agg(photo_id::text order by photo_id) as photos, size
    from duplicate_groups join duplicate_members on group_id = id where owner_id = ${ownerId} group by id order by id`)
  return rows
}
