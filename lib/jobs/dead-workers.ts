import { sql } from 'drizzle-orm'
import pg from 'pg'
import type { Database } from '@/db/client'

/** First key of the advisory locks that living workers hold; the second is the hash of the id their jobs carry. */
const LOCK_CLASS = 727_100

export interface WorkerLock {
  /** Marks a queue id as belonging to this living process. */
  claim(id: string): Promise<void>
  release(): Promise<void>
}

/**
 * Opens the session that proves this process alive: its locks vanish with it, however it ends.
 * @param onLost told when the session breaks: others may free our jobs now
 */
export async function holdWorkerLock(databaseUrl: string, onLost: (reason: string) => void): Promise<WorkerLock> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    application_name: 'albumen-worker-lock',
    keepAlive: true,
  })
  let released = false
  const lost = () => {
    if (!released) onLost('the database connection that proves this worker alive broke')
    released = true
  }
  client.on('error', lost)
  client.on('end', lost)
  await client.connect()
  return {
    async claim(id) {
      try {
        await client.query('select pg_advisory_lock($1, hashtext($2))', [LOCK_CLASS, id])
      } catch (error) {
        lost()
        throw error
      }
    },
    async release() {
      released = true
      await client.end()
    },
  }
}

/**
 * Frees the jobs of workers whose lock nobody holds (killed, or cut off from the database).
 * @returns the ids of those workers
 */
export async function unlockDeadWorkers(pool: pg.Pool): Promise<string[]> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    // The lock is tried inside this transaction and so given back at its end.
    const { rows } = await client.query<{ id: string }>(
      `with holders as materialized (
         select distinct locked_by as id from graphile_worker.jobs where locked_by is not null
       )
       select id from holders where pg_try_advisory_xact_lock($1, hashtext(id))`,
      [LOCK_CLASS],
    )
    const ids = rows.map((row) => row.id)
    if (ids.length > 0) await client.query('select graphile_worker.force_unlock_workers($1::text[])', [ids])
    await client.query('commit')
    return ids
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    client.release()
  }
}

/** How many workers live now, on all machines. */
export async function countWorkers(db: Database): Promise<number> {
  const found = await db.execute<{ n: string }>(sql`
    select count(distinct objid) as n from pg_locks where locktype = 'advisory' and granted and classid = ${LOCK_CLASS}
      and database = (select oid from pg_database where datname = current_database())`)
  return Number(found.rows[0]?.n ?? 0)
}
