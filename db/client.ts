import { drizzle, type NodePgQueryResultHKT } from 'drizzle-orm/node-postgres'
import type { PgDatabase } from 'drizzle-orm/pg-core'
import pg from 'pg'
import * as albums from './schema/albums'
import * as photos from './schema/photos'
import * as sources from './schema/sources'
import * as users from './schema/users'

const schema = { ...users, ...sources, ...photos, ...albums }

/** A database or a transaction in it: verbs take either. */
export type Database = PgDatabase<NodePgQueryResultHKT, typeof schema>

export interface Connection {
  db: Database
  pool: pg.Pool
}

/** How much later than the server itself we give up a statement, in milliseconds. */
const SILENCE_MS = 2_000

/**
 * Opens a pool on `url`.
 * @param url postgres:// address
 * @param max connections at most
 * @param onIdleError told when an idle connection breaks (the pool replaces it)
 * @param statementMs a statement that takes longer is cut
 */
export function connect(
  url: string,
  max: number,
  onIdleError: (error: Error) => void,
  statementMs = 30_000,
): Connection {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    connectionTimeoutMillis: 5_000,
    statement_timeout: statementMs,
    // A server that is frozen or cut off cuts nothing: then we do.
    query_timeout: statementMs + SILENCE_MS,
    idle_in_transaction_session_timeout: 30_000,
    application_name: 'albumen',
  })
  pool.on('error', onIdleError)
  // A client that is out of the pool breaks with an event of its own, which would end the process; its query fails too and says so.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return { db: openDatabase(pool), pool }
}

/** Drizzle over a pool or a single client (a test's rolled-back transaction). */
export function openDatabase(client: pg.Pool | pg.PoolClient): Database {
  return drizzle(client, { schema, casing: 'snake_case' })
}
