import pg from 'pg'
import { inject } from 'vitest'
import { type Database, openDatabase } from '../client'
import { databaseAt, workerDatabase } from './own-database'

let pool: pg.Pool | undefined

/** The address of this worker's database, with the real migrations. */
export function testDatabaseUrl(): string {
  return databaseAt(inject('databaseUrl'), workerDatabase(process.env.VITEST_POOL_ID ?? '1'))
}

/** The pool of this worker's database, for tests that need several real connections; they delete what they make. */
export function testPool(): pg.Pool {
  pool ??= new pg.Pool({ connectionString: testDatabaseUrl(), max: 10 })
  return pool
}

class RolledBack extends Error {}

/**
 * Runs a test in a transaction that is always rolled back. Transactions of the code under test become savepoints (a
 * `begin` on the bare connection would let its `commit` end the test's transaction).
 */
export async function withRollback<T>(test: (db: Database) => Promise<T>): Promise<T> {
  const outcome: { value?: T } = {}
  await openDatabase(testPool())
    .transaction(async (tx) => {
      outcome.value = await test(tx)
      throw new RolledBack()
    })
    .catch((error: unknown) => {
      if (!(error instanceof RolledBack)) throw error
    })
  return outcome.value as T
}
