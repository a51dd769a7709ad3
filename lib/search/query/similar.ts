import { eq, or, type SQL, sql } from 'drizzle-orm'
import { photos } from '@/db/schema/photos'
import { visibleTo } from '../../access/visible-photos'
import type { Actor } from '../../context/actor'
import { nearPhotos } from '../../similar/near-photos'
import { parseSimilar } from '../language/values'

/**
 * Photos that look like one, which is among them. Where the actor may not see that one, nothing does.
 * @param by whose smart album says so: what its owner has will do
 */
export function similar(value: string, { actor }: { actor: Actor }, by: string | undefined): SQL {
  const { id, distance } = parseSimilar(value)
  const seen = or(visibleTo(actor), by === undefined ? undefined : eq(photos.ownerId, by))
  const print = (bits: typeof photos.hash | typeof photos.detail) =>
    sql`(select ${bits} from ${photos} where ${photos.id} = ${id} and (${seen}))`
  const near = nearPhotos({ hash: print(photos.hash), detail: print(photos.detail) }, distance)
  return sql`${photos.id} = any (array(select near.photo_id from (${near}) near))`
}
