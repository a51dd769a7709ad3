import { type SQL, sql } from 'drizzle-orm'
import { photos } from '@/db/schema/photos'

/** Where a photo without a date stands among times (`photos.taken_sort`). */
export const NO_DATE = sql`'-infinity'::timestamp`

/** Rows that have a date, or a guess at one. */
export const HAS_DATE = sql`${photos.takenSort} > ${NO_DATE}`

/** Rows that have neither: they stand at the end of lists by date, in both orders. */
export const UNDATED = sql`${photos.takenSort} = ${NO_DATE}`

/** Rows whose date is a guess, from the file's time. */
export const GUESSED = sql`${photos.takenLocal} is null and ${HAS_DATE}`

/** Oldest first, those without a date at the end, for lists that are read whole. */
export const OLDEST_FIRST: SQL[] = [UNDATED, sql`${photos.takenSort}`, sql`${photos.id}`]
