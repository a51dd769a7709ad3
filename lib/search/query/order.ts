import { type SQL, sql } from 'drizzle-orm'
import { photos } from '@/db/schema/photos'
import type { Actor } from '../../context/actor'
import { sqlTimestamp } from '../language/dates'
import { type Filter, likeOf } from '../language/terms'
import type { Sort } from '../language/vocabulary'
import { HAS_DATE, NO_DATE } from './no-date'
import { RATING_KEY } from './rating-key'
import { likenessTo } from './similar'

/** How rows are ordered. */
export interface SortKey {
  /** What rows are ordered by, before their id; never null; has an index. */
  column: SQL
  /** The same as a whole number or text, exact. */
  read: SQL<string>
  /** From a cursor's key back to a value that compares with `column`. */
  write(key: string | number): SQL
}

/** The key of a photo without a date in the order by taken: before the year 1. */
export const UNDATED_KEY = -62_200_000_000_000

/** How each order is walked and how a place in it is written into a cursor. */
const SORT_KEYS: Record<Exclude<Sort, 'likeness'>, SortKey> = {
  taken: {
    column: sql`${photos.takenSort}`,
    read: sql<string>`case when ${HAS_DATE} then (extract(epoch from ${photos.takenSort}) * 1000)::bigint
      else ${sql.raw(String(UNDATED_KEY))} end`,
    write: (key) => (isUndated(key) ? NO_DATE : sql`${sqlTimestamp(Number(key))}::timestamp`),
  },
  added: {
    column: sql`${photos.addedAt}`,
    read: sql<string>`(extract(epoch from ${photos.addedAt}) * 1000000)::bigint`,
    write: (key) => sql`${microseconds(Number(key))}::timestamptz`,
  },
  title: {
    column: sql`public.search_title_key(${photos.title})`,
    read: sql<string>`public.search_title_key(${photos.title})`,
    write: (key) => sql`${String(key)}`,
  },
  bytes: {
    column: sql`${photos.bytes}`,
    read: sql<string>`${photos.bytes}`,
    write: (key) => sql`${key}::bigint`,
  },
  rating: {
    column: sql`(${RATING_KEY})`,
    read: sql<string>`${RATING_KEY}`,
    write: (key) => sql`${Math.max(-3, Math.min(6, Number(key)))}::integer`,
  },
}

/** The key of a filter's order. By likeness only where it says to which photo: see `withoutLikeness`. */
export function sortKeyOf({ terms, sort }: Filter, actor: Actor): SortKey {
  if (sort !== 'likeness') return SORT_KEYS[sort]
  const like = likeOf(terms)
  if (!like) return SORT_KEYS.taken
  const column = likenessTo(like.value, { actor }, like.by)
  return { column, read: column, write: (key) => sql`${key}::bigint` }
}

/** Whether a key of the order by taken is that of photos without a date. */
export function isUndated(key: string | number): boolean {
  return Number(key) === UNDATED_KEY
}

function microseconds(key: number): string {
  const milliseconds = Math.floor(key / 1000)
  return `${sqlTimestamp(milliseconds)}${String(key - milliseconds * 1000).padStart(3, '0')}Z`
}
