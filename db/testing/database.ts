import pg from 'pg'
import { inject } from 'vitest'
import { type Database, openDatabase } from '../client'

let pool: pg.Pool | undefined

/** The pool of the test run's Postgres, for tests that need several real connections; they delete what they make. */
export function testPool(): pg.Pool {
  pool ??= new pg.Pool({ connectionString: inject('databaseUrl'), max: 10 })
  return pool
}

/** Runs a test in a transaction that is always rolled back. */
export async function withRollback<T>(test: (db: Database) => Promise<T>): Promise<T> {
  const client = await testPool().connect()
  try {
    await client.query('begin')
    return await test(openDatabase(client))
  } finally {
    await client.query('rollback')
    client.release()
  }
}
