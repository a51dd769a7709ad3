import { type SQL, sql } from 'drizzle-orm'
import { detailDistance } from './distances'

/** What a picture is looked for by; each character of a string is a bit. */
export interface Print {
  /** 128 bits. */
  hash: string
  /** 512 bits. */
  detail: string
}

/**
 * The ids of all photos within a distance of a print and their distances, as a query with the columns `photo_id` and `distance`: exact, with one plan whatever
 * the planner thinks (db/functions/similar.sql). It knows nothing of who may see them: whoever asks says that.
 * @param print strings of bits, or expressions for them; null finds nothing
 */
export function nearPhotos(print: Record<keyof Print, string | SQL>, distance: number): SQL {
  return sql`select photo_id, distance from public.similar_photos(${print.hash}::bit(128), ${print.detail}::bit(512),
    ${distance}::integer, ${detailDistance(distance)}::integer)`
}
