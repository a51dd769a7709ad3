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
export function similarIds(value: string, scope: { actor: Actor }, by: string | undefined): SQL {
  const { distance } = parseSimilar(value)
  const prints = printsOf(value, scope, by)
  const near = nearPhotos({ hash: sql`print.hash`, detail: sql`print.detail` }, distance)
  return sql`array(select near.photo_id from (${prints}) print, lateral (${near}) near)`
}

/** How many of 128 bits a photo's hash has in common with the nearest print of the one that it looks like. */
export function likenessTo(value: string, scope: { actor: Actor }, by: string | undefined): SQL<string> {
  const hashes = sql`(select array(select print.hash from (${printsOf(value, scope, by)}) print))`
  return sql<string>`coalesce((select max(128 - bit_count(${photos.hash} # seen)) from unnest(${hashes}) seen), 0)`
}

/** The prints to look for: none where the actor may not see the photo. */
function printsOf(value: string, { actor }: { actor: Actor }, by: string | undefined): SQL {
  const { id, mirrored, rotated } = parseSimilar(value)
  const seen = or(visibleTo(actor), by === undefined ? undefined : eq(photos.ownerId, by))
  // By its schema: a page of a list calls its own rows "photos".
  return sql`select print.hash, print.detail from public.photos photos,
    lateral public.turned_prints(${photos.hash}, ${photos.detail}, ${mirrored}::boolean, ${rotated}::boolean) print
    where ${photos.id} = ${id} and (${seen})`
}
