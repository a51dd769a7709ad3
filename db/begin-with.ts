import { type SQL, sql } from 'drizzle-orm'
import { NodePgSession, NodePgTransaction } from 'drizzle-orm/node-postgres/session'
import { PgDialect } from 'drizzle-orm/pg-core'
import pg from 'pg'
import type { Database } from './client'

/** As `openDatabase` has it. */
const dialect = new PgDialect({ casing: 'snake_case' })

/**
 * A transaction that begins with a statement, in one message to the database and one answer: where most transactions are of one statement, each way
 * to the database and back counts. In a transaction it is a savepoint.
 * @param first its values stand in its text: they come from us
 * @param work gets the rows of the statement
 */
export async function beginWith<Row extends Record<string, unknown>, T>(
  db: Database,
  first: SQL,
  work: (tx: Database, rows: Row[]) => Promise<T>,
): Promise<T> {
  const pool = '$client' in db ? db.$client : undefined
  if (!(pool instanceof pg.Pool)) return db.transaction(async (tx) => work(tx, (await tx.execute(first)).rows as Row[]))
  const client = await pool.connect()
  try {
    const tx = new NodePgTransaction(dialect, new NodePgSession(client, dialect, undefined), undefined)
    // Of several statements there are several results, which its types do not know.
    const results: unknown = await client.query(`begin; ${dialect.sqlToQuery(sql`${first}`.inlineParams()).sql}`)
    const result = await work(tx as unknown as Database, (results as pg.QueryResult<Row>[])[1]?.rows ?? [])
    await client.query('commit')
    client.release()
    return result
  } catch (error) {
    // A connection that cannot take it back is of no use to others.
    await client.query('rollback').then(
      () => client.release(),
      (broken: Error) => client.release(broken),
    )
    throw error
  }
}
