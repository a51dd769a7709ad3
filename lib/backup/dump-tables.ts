import path from 'node:path'
import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import type { ObjectStore } from '../storage/object-store'
import { type BackupTable, type Manifest, partKey } from './contract'
import { putPart } from './put-part'

/** Made anew by the program that puts a backup back. */
const MADE_ANEW = ['drizzle.__drizzle_migrations', 'public.applied_functions', 'graphile_worker.migrations']

/** Sessions write and read rows in the same words, whatever the server's settings are. */
export const PLAIN_WORDS =
  "set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres'; set timezone = 'UTC'; set extra_float_digits = 1"

type Dumped = Pick<Manifest, 'tables' | 'sequences' | 'migrations' | 'postgres'>

/**
 * Writes the rows of all tables of the library, waiting jobs included, as they were at one moment, by `COPY`: that takes no lock that anybody
 * waits for, and works on any PostgreSQL.
 * @param client a connection that nobody else uses
 * @param folder for drafts
 */
export async function dumpTables(
  client: pg.Client,
  target: ObjectStore,
  name: string,
  folder: string,
): Promise<Dumped> {
  await client.query(PLAIN_WORDS)
  await client.query('begin isolation level repeatable read read only')
  try {
    const tables: BackupTable[] = []
    for (const table of await tablesOf(client)) {
      const columns = table.columns.map((column) => client.escapeIdentifier(column)).join(', ')
      const from = `${client.escapeIdentifier(table.schema)}.${client.escapeIdentifier(table.name)}`
      const stream = client.query(copyTo(`copy (select ${columns} from ${from}) to stdout`))
      const key = partKey(name, `${table.schema}-${table.name}`.replaceAll(/[^a-z0-9_-]/g, '-').replace(/^[_-]+/, ''))
      const sha256 = await putPart(target, key, stream, path.join(folder, 'rows'))
      tables.push({ ...table, rows: stream.rowCount, key, sha256 })
    }
    const { rows: sequences } = await client.query<Manifest['sequences'][number]>(`
      select schemaname as schema, sequencename as name, last_value::text as value from pg_sequences
      where schemaname in ('public', 'graphile_worker') and last_value is not null order by 1, 2`)
    const { rows } = await client.query<{ migrations: number; postgres: string }>(
      "select count(*)::integer as migrations, current_setting('server_version') as postgres from drizzle.__drizzle_migrations",
    )
    return { tables, sequences, migrations: rows[0]?.migrations ?? 0, postgres: rows[0]?.postgres ?? '' }
  } finally {
    await client.query('rollback')
  }
}

async function tablesOf(client: pg.Client): Promise<{ schema: string; name: string; columns: string[] }[]> {
  const { rows } = await client.query<{ schema: string; name: string; columns: string[] }>(
    `select n.nspname as schema, c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
    where c.relkind = 'r' and n.nspname in ('public', 'graphile_worker') and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      and not (n.nspname || '.' || c.relname = any ($1))
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
    group by 1, 2 order by 1, 2`,
    [MADE_ANEW],
  )
  return rows
}
