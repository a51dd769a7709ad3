import { sql } from 'drizzle-orm'
import { connect } from '@/db/client'
import type { Context } from '../../context/context'
import { describeError, logEvent } from '../../log'

/** A million photos take about a minute: more than a statement of a person may. */
const CHECK_MS = 3_600_000

/**
 * Folds the differences that writes have appended to the counters (db/functions), so that sums stay short. The worker does it every minute,
 * never a person's write. @returns for how many owners
 */
export async function foldCounters(ctx: Pick<Context, 'db'>): Promise<number> {
  const { rows } = await ctx.db.execute<{ owners: number }>(sql`select fold_photo_counters() as owners`)
  return rows[0]?.owners ?? 0
}

/** Counts everything anew; writers of photos wait until it is done. */
export async function recount(ctx: Pick<Context, 'db'>): Promise<void> {
  await ctx.db.transaction((tx) => tx.execute(sql`select recount_photos()`))
}

/**
 * Compares the counters with the photos, in one snapshot, and counts anew where they were wrong. The worker does it every night.
 * @returns how many counters and groups were wrong
 */
export async function checkCounters(ctx: Pick<Context, 'db'>): Promise<number> {
  const { rows } = await ctx.db.execute<{ wrong: string }>(sql`select wrong_photo_counters() as wrong`)
  const wrong = Number(rows[0]?.wrong ?? 0)
  if (wrong > 0) {
    logEvent('error', 'counters.wrong', { wrong })
    await recount(ctx)
  }
  return wrong
}

/** `checkCounters` on a connection of its own, which waits as long as it takes. @param url the database */
export async function checkCountersApart(url: string): Promise<number> {
  const onIdleError = (error: Error) => logEvent('warn', 'database.idle_connection', { error: describeError(error) })
  const { db, pool } = connect(url, 1, onIdleError, CHECK_MS)
  try {
    return await checkCounters({ db })
  } finally {
    await pool.end()
  }
}
