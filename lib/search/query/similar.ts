import { eq, or, type SQL, sql } from 'drizzle-orm'
import { photos } from '@/db/schema/photos'
import { visibleTo } from '../../access/visible-photos'
import type { Actor } from '../../context/actor'
import { nearPhotos } from '../../similar/near-photos'
import { parseSimilar } from '../language/similar-value'

/** Photos that look like one (`similarIds`), as a condition. */
export function similar(value: string, scope: { actor: Actor }, by: string | undefined): SQL {
  return sql`${photos.id} = any (${similarIds(value, scope, by)})`
}

/**
 * The ids of the photos that look like one, which is among them, as an array. Where the actor may not see that one, nothing does.
 * @param by whose smart album says so: what its owner has will do
 */
export function similarIds(value: string, { actor }: { actor: Actor }, by: string | undefined): SQL {
  const { id, distance, mirrored, rotated } = parseSimilar(value)
  const seen = or(visibleTo(actor), by === undefined ? undefined : eq(photos.ownerId, by))
  const prints = sql`select print.hash, print.detail from ${photos},
    lateral public.turned_prints(${photos.hash}, ${photos.detail}, ${mirrored}::boolean, ${rotated}::boolean) print
    where ${photos.id} = ${id} and (${seen})`
  const near = nearPhotos({ hash: sql`print.hash`, detail: sql`print.detail` }, distance)
  return sql`array(select near.photo_id from (${prints}) print, lateral (${near}) near)`
}
