import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import type pg from 'pg'
import { MIGRATIONS, readJournal } from './known-migrations'

/**
 * Brings an empty database to the schema that the first so many migrations make, without functions and jobs: rows of that time fit into it.
 * @param count at most as many as there are
 */
export async function migrateTo(client: pg.Client, count: number): Promise<void> {
  const journal = await readJournal()
  const folder = await mkdtemp(path.join(tmpdir(), 'albumen-migrations-'))
  try {
    await mkdir(path.join(folder, 'meta'))
    const entries = journal.entries.slice(0, count)
    await writeFile(path.join(folder, 'meta', '_journal.json'), JSON.stringify({ ...journal, entries }))
    for (const { tag } of entries) await copyFile(path.join(MIGRATIONS, `${tag}.sql`), path.join(folder, `${tag}.sql`))
    await migrate(drizzle(client), { migrationsFolder: folder })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
