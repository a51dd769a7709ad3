import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { webhookDeliveries, webhooks } from '@/db/schema/webhooks'
import { ofActiveOwner } from '../../access/owners'
import { EVENT_DATA, type EventData, type EventName, type WebhookEvent } from './event-contract'

/** The Postgres channel on which workers hear that something waits to be sent. */
export const OUTBOX_CHANNEL = 'albumen_webhooks'

/**
 * Writes down for each webhook of an owner that wants it what has happened. One statement; without webhooks it finds nothing in an index and
 * is done.
 * @param tx the transaction that makes the change: what it rolls back is never sent, what it commits is never lost
 */
export async function recordEvent<E extends WebhookEvent>(
  tx: Database,
  ownerId: string,
  event: E,
  data: EventData<E>,
): Promise<void> {
  const wanted = and(
    eq(webhooks.ownerId, ownerId),
    isNull(webhooks.disabledAt),
    sql`${event} = any(${webhooks.events})`,
    ofActiveOwner(webhooks.ownerId),
  ) as SQL
  await writeDeliveries(tx, wanted, event, data)
}

/** Has one webhook tried. @returns the id of the delivery */
export async function recordPing(tx: Database, webhookId: string): Promise<string> {
  const [made] = await writeDeliveries(tx, eq(webhooks.id, webhookId), 'ping', {})
  if (!made) throw new Error('the webhook has gone')
  return made
}

/** Lets the workers know, when the transaction commits, that something waits. */
export async function wakeSenders(tx: Database): Promise<void> {
  await tx.execute(sql`select pg_notify(${OUTBOX_CHANNEL}, '')`)
}

async function writeDeliveries<E extends EventName>(
  tx: Database,
  which: SQL,
  event: E,
  data: EventData<E>,
): Promise<string[]> {
  const createdAt = new Date().toISOString()
  // The id stands first; what follows it is the same for all.
  const rest = JSON.stringify({ event, createdAt, data: EVENT_DATA[event].parse(data) }).replace('{', ',')
  const written = await tx.execute<{ id: string }>(sql`
    with made as (
      insert into ${webhookDeliveries} (id, webhook_id, event, body, created_at, next_attempt_at)
      select one.id, one.webhook_id, ${event}, '{"id":"' || one.id || '"' || ${rest}::text, ${createdAt}::timestamptz, ${createdAt}::timestamptz
      from (select uuidv7() as id, ${webhooks.id} as webhook_id from ${webhooks} where ${which}) as one
      returning id
    )
    select id, pg_notify(${OUTBOX_CHANNEL}, '') from made`)
  return written.rows.map(({ id }) => id)
}
