import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'

/**
 * Photos with some ids as a table named "photos", each found by its key whatever the planner thinks (db/functions/similar.sql). It knows nothing of who may
 * see them: whoever asks says that.
 * @param ids an expression for an array of ids
 */
export function photosByIds(ids: SQL): SQL {
  return sql`public.photos_by_ids(${ids}) photos`
}

/** The same for `db.with(…)`: what is selected from `photos` then is selected from these alone. @param ids as `photosByIds` */
export function onlyPhotos(db: Database, ids: SQL) {
  return db.$with('photos', {}).as(sql`select * from ${photosByIds(ids)}`)
}
