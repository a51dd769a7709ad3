import { sql } from 'drizzle-orm'
import type { Database } from '../client'

/** Finished photos of an owner by one statement, as a mass insert makes them, with fingerprints that have nothing in common. */
export async function makeManyPhotos(db: Database, ownerId: string, count: number): Promise<void> {
  await db.execute(sql`
    insert into photos (owner_id, status, visibility, filename, object_key, bytes, media_type, sha256, width, height, thumb_width, thumb_height,
      preview_width, preview_height, hash, detail, taken_local)
    select ${ownerId}::uuid, 'ready', 'public', n || '.jpg', gen_random_uuid(), 1000, 'image/jpeg', encode(sha256(bytes), 'hex'), 4000, 3000, 512, 384,
      2048, 1536, ('x' || md5(bytes))::bit(128), ('x' || encode(sha512(bytes), 'hex'))::bit(512), timestamp '2020-01-01' + n * interval '1 minute'
    from generate_series(1, ${count}::int) n, lateral (select convert_to(${ownerId} || n, 'UTF8') as bytes) seed`)
}

/** How many rows of some tables this transaction has read, by whichever plan; those of an index that the table need not be asked for are not among them. */
export async function rowsRead(db: Database, tables: string[]): Promise<Record<string, number>> {
  const { rows } = await db.execute<{ name: string; read: string }>(sql`
    select relname as name, seq_tup_read + coalesce(idx_tup_fetch, 0) as read from pg_stat_xact_user_tables
    where relname = any(${sql.param(tables)}::text[])`)
  return Object.fromEntries(rows.map(({ name, read }) => [name, Number(read)]))
}

/** How many rows of each of some tables an action reads. */
export async function rowsReadBy(
  db: Database,
  tables: string[],
  action: () => Promise<unknown>,
): Promise<Record<string, number>> {
  const before = await rowsRead(db, tables)
  await action()
  const after = await rowsRead(db, tables)
  return Object.fromEntries(tables.map((name) => [name, (after[name] ?? 0) - (before[name] ?? 0)]))
}
