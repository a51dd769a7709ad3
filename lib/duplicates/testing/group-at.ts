import type { Database } from '@/db/client'
import type { photos } from '@/db/schema/photos'
import { makePhoto } from '@/db/testing/factories'
import { keepSome } from '../keep-groups'
import { printAt } from './prints'

/** What a test says of a photo. */
export type Values = Partial<typeof photos.$inferInsert>

const PLAIN: Values = { title: '', tags: [], takenLocal: null, latitude: null, longitude: null }
/** Of a smaller copy. */
export const SMALL: Values = { width: 400, height: 300 }

/** One group: the photos lie at a place of their own among the prints. @returns the ids, the one to keep first */
export async function groupAt(
  db: Database,
  ownerId: string,
  at: number,
  values: Values[],
): Promise<[string, string, ...string[]]> {
  const ids = []
  for (const [n, each] of values.entries()) {
    const addedAt = new Date(Date.UTC(2024, 0, 1 + at, n))
    ids.push((await makePhoto(db, ownerId, { ...printAt(at), ...PLAIN, addedAt, ...each })).id)
  }
  return ids as [string, string, ...string[]]
}

/** Has the job make the groups of some owners. */
export async function settle(db: Database, ...ownerIds: string[]): Promise<void> {
  for (const id of ownerIds) while (await keepSome(db, id));
}
