import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { describeSoon } from '../similar/describe-photos'
import { keepGroups } from './keep-groups'

const CHUNK = 500

interface Rebuild {
  /** Those behind it only: where another run was broken off. */
  after?: string | undefined
  /** Describes photos anew that were found too flat to compare: nothing but their picture says that they still are. */
  flat?: boolean
  signal: AbortSignal
  /** Told of each chunk that is done. */
  onDone?: (done: { photos: number; last: string }) => void
}

/**
 * Makes all of it anew: bands, pairs and groups from the fingerprints, and by the job `photos.describe` the fingerprints of photos that were not
 * described yet. What it finds right stays as it is, so it may run at any time, beside everything else, be broken off and begun again; nobody sees a
 * group vanish meanwhile.
 * @returns how many photos it looked at
 */
export async function rebuildSimilar(db: Database, { after, flat = false, signal, onDone }: Rebuild): Promise<number> {
  await noteLeftovers(db)
  let photos = 0
  for (let last = after ?? null; !signal.aborted; ) {
    const ids = await chunkBehind(db, last)
    last = ids.at(-1) ?? null
    if (last === null) break
    await db.transaction((tx) => describeAnew(tx, ids, flat))
    await db.transaction((tx) => renewBands(tx, ids))
    await keepGroups(db, {}, signal)
    photos += ids.length
    onDone?.({ photos, last })
  }
  await keepGroups(db, {}, signal)
  return photos
}

/** Rows of photos that are not there any more; there are none unless somebody took triggers away. */
async function noteLeftovers(db: Database): Promise<void> {
  await db.execute(sql`
    insert into duplicate_work (owner_id, photo_id, search)
    select pair.owner_id, photo.id, true from duplicate_pairs pair, unnest(array[pair.a, pair.b]) as photo (id)
    where not exists (select from photos where photos.id = photo.id)
    union
    select groups.owner_id, member.photo_id, true from duplicate_members member join duplicate_groups groups on groups.id = member.group_id
    where not exists (select from photos where photos.id = member.photo_id)`)
}

async function chunkBehind(db: Database, last: string | null): Promise<string[]> {
  const { rows } = await db.execute<{ id: string }>(sql`
    select id from photos where status = 'ready' and (${last}::uuid is null or id > ${last}::uuid) order by id limit ${CHUNK}`)
  return rows.map(({ id }) => id)
}

/** Both fingerprints are made at once: with a `detail` and without a `hash` a photo is flat. */
async function describeAnew(tx: Database, ids: string[], flat: boolean): Promise<void> {
  if (flat) {
    await tx.execute(sql`
      update photos set detail = null where id in (
        select id from photos where id = any(${sql.param(ids)}::uuid[]) and status = 'ready' and hash is null and detail is not null
        order by id for no key update)`)
  }
  const { rows } = await tx.execute(sql`
    select from photos where id = any(${sql.param(ids)}::uuid[]) and status = 'ready' and detail is null limit 1`)
  if (rows.length > 0) await describeSoon(tx)
}

/** The photos are held meanwhile, so that nobody gives one another hash. */
async function renewBands(tx: Database, ids: string[]): Promise<void> {
  const these = sql`${sql.param(ids)}::uuid[]`
  await tx.execute(sql`select from photos where id = any(${these}) order by id for share`)
  await tx.execute(sql`
    insert into photo_bands select key, id, hash from photos, unnest(public.photo_band_keys(hash)) key
    where id = any(${these}) and hash is not null and detail is not null
    on conflict (key, photo_id) do update set hash = excluded.hash where photo_bands.hash <> excluded.hash`)
  await tx.execute(sql`
    insert into duplicate_work (owner_id, photo_id, search)
    select owner_id, id, true from photos where id = any(${these}) and status = 'ready'`)
}
