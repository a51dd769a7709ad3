import { sql } from 'drizzle-orm'
import type { Context } from '../context/context'
import { DAY_SECONDS } from './settle-delivery'

/** Deliveries that a webhook's log keeps, and for how long. */
export const KEPT = 100
export const KEPT_DAYS = 30
const NEVER = 'Nothing arrived at this address for a day; this was not tried.'

/** Gives up what nobody could send for a day (the owner disabled, too much before it), and forgets old deliveries. Run by the worker every hour. */
export async function sweepDeliveries(ctx: Context): Promise<void> {
  await ctx.db.execute(sql`
    update webhook_deliveries set status = 'failed', next_attempt_at = null, error = coalesce(error, ${NEVER})
    where status = 'waiting' and created_at < now() - make_interval(secs => ${DAY_SECONDS})
      and next_attempt_at < now() - interval '1 hour'`)
  await ctx.db.execute(sql`
    delete from webhook_deliveries d using (
      select id, row_number() over (partition by webhook_id order by id desc) as place
      from webhook_deliveries where status <> 'waiting'
    ) old
    where old.id = d.id and d.status <> 'waiting'
      and (old.place > ${KEPT} or d.created_at < now() - make_interval(days => ${KEPT_DAYS}))`)
}
