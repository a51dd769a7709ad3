import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import type { ObjectStore } from '../storage/object-store'
import { BackupError } from './backup-error'
import { pruneBackups } from './prune-backups'
import { type WrittenBackup, writeBackup } from './write-backup'

const LOCK = 727_100_009

interface Asked {
  url: string
  store: ObjectStore
  target: ObjectStore
  copies: boolean
  /** How many backups stay; left out, all. */
  keep?: number | undefined
  secret: string | undefined
}

/**
 * Makes a backup, one at a time for a database, and then removes those that are too many.
 * @throws BackupError while another one is being made
 */
export async function lockedBackup({ url, keep, ...asked }: Asked): Promise<WrittenBackup & { removed: string[] }> {
  const client = new pg.Client({ connectionString: url, application_name: 'albumen-backup' })
  await client.connect()
  try {
    const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [LOCK])
    if (!rows[0]?.taken) throw new BackupError('Another backup of this library is being made. Wait until it has ended.')
    const written = await writeBackup({ client, now: new Date(), ...asked })
    return { ...written, removed: keep === undefined ? [] : await prune(asked.target, keep) }
  } finally {
    await client.end()
  }
}

async function prune(target: ObjectStore, keep: number): Promise<string[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'albumen-prune-'))
  try {
    return (await pruneBackups(target, keep, folder)).backups
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
