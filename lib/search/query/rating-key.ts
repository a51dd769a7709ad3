import { sql } from 'drizzle-orm'
import { photos } from '@/db/schema/photos'

/** What photos are ordered and found by for their rating, as it is indexed: stars, −1 for none, below that the rejected. */
export const RATING_KEY = sql`case when ${photos.rating} < 0 then -2 else coalesce(${photos.rating}, -1) end`

/** The key of rejected photos. */
export const REJECTED_KEY = -2
