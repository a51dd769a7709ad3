import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { readJournal } from '@/db/known-migrations'
import { migrateDatabase } from '@/db/migrate'
import { migrateTo } from '@/db/migrate-to'
import { requireVersion } from '@/db/require-version'
import type { ObjectStore } from '../storage/object-store'
import { BackupError } from './backup-error'
import type { Manifest } from './contract'
import { listBackups, readManifest } from './list-backups'
import { loadTables, setSequences } from './load-tables'
import { putObjectsBack } from './put-objects-back'
import { secretMark } from './secret-mark'

interface Restore {
  /** Where backups lie. */
  from: ObjectStore
  /** Left out: the newest. */
  name?: string | undefined
  /** An empty database. */
  url: string
  store: ObjectStore
  secret: string | undefined
  say: (line: string) => void
}

/**
 * Puts a library back: its objects, then its rows, into an empty database, which is then brought to the schema of this version. Begun again after
 * it was broken off, it goes on: objects that are there stay, and the rows come in one transaction.
 * @throws BackupError where there is no such backup, a part of it is damaged, or the database holds a library
 */
export async function restoreBackup({ from, name, url, store, secret, say }: Restore): Promise<Manifest> {
  const names = await listBackups(from)
  const chosen = name ?? names.at(-1)
  if (!chosen) throw new BackupError('There is no backup at this place.')
  if (!names.includes(chosen)) throw new BackupError(`There is no backup ${chosen}; there are ${names.join(', ')}.`)
  const manifest = await readManifest(from, chosen)
  if (manifest.migrations > (await readJournal()).entries.length)
    throw new BackupError(`The backup ${chosen} was made by a newer Albumen than this one. Use that version.`)
  if (manifest.secret && manifest.secret !== secretMark(secret))
    say(
      'AUTH_SECRET is not the one of this backup: people log in anew, and keys of sources, webhooks and second factors that are sealed with it cannot be opened.',
    )
  const folder = await mkdtemp(path.join(tmpdir(), 'albumen-restore-'))
  const client = new pg.Client({ connectionString: url, application_name: 'albumen-restore' })
  try {
    await client.connect()
    await requireVersion(client)
    await requireEmpty(client, manifest.migrations)
    say(`Backup ${chosen}: ${manifest.objects.count} objects`)
    const objects = await putObjectsBack({ from, store, list: manifest.objects, folder })
    say(
      `Objects: ${objects.put} put back, ${objects.there} there already${objects.missing > 0 ? `, ${objects.missing} MISSING` : ''}`,
    )
    await loadRows(client, url, { from, manifest, folder })
    say(`Rows: ${manifest.tables.reduce((sum, { rows }) => sum + rows, 0)} in ${manifest.tables.length} tables`)
    return manifest
  } finally {
    await client.end()
    await rm(folder, { recursive: true, force: true })
  }
}

async function loadRows(
  client: pg.Client,
  url: string,
  { from, manifest, folder }: { from: ObjectStore; manifest: Manifest; folder: string },
): Promise<void> {
  const of = (schema: string) => manifest.tables.filter((table) => table.schema === schema)
  const jobs = manifest.tables.filter(({ schema }) => schema === 'graphile_worker')
  await migrateTo(client, manifest.migrations)
  const whole = async (tables: Manifest['tables'], schema: string, then: string[] = []) => {
    await client.query('begin')
    try {
      await loadTables({ client, from, tables, folder })
      await setSequences(
        client,
        manifest.sequences.filter((sequence) => sequence.schema === schema),
      )
      for (const text of then) await client.query(text)
      await client.query('commit')
    } catch (error) {
      await client.query('rollback')
      throw error
    }
  }
  await whole(of('public'), 'public')
  await migrateDatabase(url)
  // Whoever held them is no more.
  await whole(jobs, 'graphile_worker', [
    'update graphile_worker._private_jobs set locked_at = null, locked_by = null where locked_at is not null',
    'update graphile_worker._private_job_queues set locked_at = null, locked_by = null where locked_at is not null',
  ])
  await client.query('analyze')
}

/**
 * A database without anybody in it may have the tables already: those of this backup, where a restore was broken off.
 * @throws BackupError where somebody's library is in it, or tables of another version
 */
async function requireEmpty(client: pg.Client, migrations: number): Promise<void> {
  const { rows } = await client.query<{ there: boolean }>("select to_regclass('public.users') is not null as there")
  if (!rows[0]?.there) return
  const { rows: people } = await client.query('select from users limit 1')
  if (people.length > 0)
    throw new BackupError('The database holds a library. Name an empty one: what is there is never overwritten.')
  const { rows: seen } = await client.query<{ count: number }>(
    'select count(*)::integer as count from drizzle.__drizzle_migrations',
  )
  if (seen[0]?.count !== migrations)
    throw new BackupError('The database has tables of another version of Albumen. Drop it and make it anew.')
}
