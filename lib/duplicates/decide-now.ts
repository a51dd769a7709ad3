import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { pastDeadlocks } from '@/db/past-deadlocks'
import type { Context } from '../context/context'
import { lockGroups } from '../edits/lock-groups'

/** How long a decision waits for any lock: then it lets its connection go, and begins anew once. */
const LONGEST_WAIT = '5s'

/**
 * Runs a decision on groups of an owner in a transaction that holds their lock from its beginning: who waits for it keeps nobody waiting.
 * @param decide does nothing outside of the transaction: it may be begun anew
 */
export function decideNow<T>(ctx: Context, ownerId: string, decide: (ctx: Context, tx: Database) => Promise<T>) {
  return pastDeadlocks(() =>
    ctx.db.transaction(async (tx) => {
      await tx.execute(sql`select set_config('lock_timeout', ${LONGEST_WAIT}, true)`)
      await lockGroups(tx, ownerId)
      return decide({ ...ctx, db: tx }, tx)
    }),
  )
}
