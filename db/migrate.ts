import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import { runMigrations } from 'graphile-worker'
import pg from 'pg'
import { applyFunctions } from './apply-functions'
import { MIGRATIONS, requireKnownSchema } from './known-migrations'
import { requireVersion } from './require-version'

const LOCK = 727_100_001

/**
 * Brings a database to the current schema, functions and the job queue's own tables included. One process at a time: the others wait
 * at an advisory lock and then find nothing to do.
 * @param url postgres:// address
 * @throws DatabaseTooOld for a server older than PostgreSQL 18, DatabaseTooNew for a database that a newer Albumen has changed
 */
export async function migrateDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'albumen-migrate' })
  await client.connect()
  try {
    await requireVersion(client)
    await client.query('select pg_advisory_lock($1)', [LOCK])
    await requireKnownSchema(client)
    await migrate(drizzle(client), { migrationsFolder: MIGRATIONS })
    await applyFunctions(client)
    await runMigrations({ connectionString: url })
  } finally {
    await client.end()
  }
}
