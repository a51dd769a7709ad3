import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import type { Context } from '../context/context'
import { AppError } from '../errors/app-error'

const CUT = '57014'

/**
 * Asks a question that may be dear on the connections kept for such: those who ask dear questions wait for each other, nobody else
 * for them.
 * @throws AppError unavailable when the answer takes too long or too many wait for one
 */
export async function dearly<T>(ctx: Context, ask: (ctx: Context) => Promise<T>): Promise<T> {
  if (!ctx.dear) return ask(ctx)
  const { dear, ...rest } = ctx
  try {
    return await ask({ ...rest, db: dear })
  } catch (error) {
    if (!wasCut(error)) throw error
    const message = 'This takes too long to find out. Ask for less: fewer conditions, or a shorter time.'
    throw new AppError('unavailable', message, { retryAfterSeconds: 30, cause: error })
  }
}

/**
 * What a question answers within a time; null when it takes longer.
 * @param db not a client that others use at the same time: the limit is its transaction's
 */
export async function within<T>(db: Database, ms: number, ask: (tx: Database) => Promise<T>): Promise<T | null> {
  try {
    return await db.transaction(async (tx) => {
      const limit = (value: string) => sql`set_config('statement_timeout', ${value}, true)`
      const { rows } = await tx.execute<{ before: string }>(
        sql`select current_setting('statement_timeout') as before, ${limit(String(Math.ceil(ms)))}`,
      )
      const answer = await ask(tx)
      // Within a transaction of somebody else this one is a savepoint, and the limit would outlive it.
      await tx.execute(sql`select ${limit(rows[0]?.before ?? '0')}`)
      return answer
    })
  } catch (error) {
    if (wasCut(error)) return null
    throw error
  }
}

/** Cut by the statement limit, or no connection came free in time. */
function wasCut(error: unknown): boolean {
  const cause = error instanceof Error ? (error.cause ?? error) : undefined
  if (!(cause instanceof Error)) return false
  return ('code' in cause && cause.code === CUT) || /timeout exceeded when trying to connect/.test(cause.message)
}
