import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { webhookDeliveries, webhooks } from '@/db/schema/webhooks'
import { ofActiveOwner } from '../../access/owners'
import { EVENT_DATA, type EventData, type EventName, type ToldPhoto, type WebhookEvent } from './event-contract'

/** The Postgres channel on which workers hear that something waits to be sent. */
export const OUTBOX_CHANNEL = 'albumen_webhooks'

/** What is not told whole yet waits so long for its rest. */
const HOLD_SECONDS = 20

/**
 * Writes down for each webhook of an owner that wants it what has happened. One statement; without webhooks it finds nothing in an index and
 * is done.
 * @param tx the transaction that makes the change: what it rolls back is never sent, what it commits is never lost
 * @param hold whether it waits a while for its rest (`recordRest`)
 */
export async function recordEvent<E extends WebhookEvent>(
  tx: Database,
  ownerId: string,
  event: E,
  data: EventData<E>,
  hold = false,
): Promise<void> {
  await writeDeliveries(tx, wantedBy(ownerId, event), event, data, hold ? HOLD_SECONDS : 0)
}

/** Tells the rest of a change: with what waits unsent and names the photo already, else as an event of its own. */
export async function recordRest(tx: Database, ownerId: string, photo: ToldPhoto): Promise<void> {
  const own = sql`select id from ${webhooks} where ${webhooks.ownerId} = ${ownerId}`
  const released = await tx.execute<{ id: string }>(sql`
    update ${webhookDeliveries} set next_attempt_at = least(next_attempt_at, now())
    where webhook_id in (${own}) and status = 'waiting' and attempts = 0 and event = 'photo.changed' and strpos(body, ${photo.id}) > 0
    returning webhook_id as id`)
  const told = released.rows.map(({ id }) => id)
  if (told.length > 0) await wakeSenders(tx)
  const others = sql`${wantedBy(ownerId, 'photo.changed')} and ${webhooks.id} <> all(${sql.param(told)}::uuid[])`
  await writeDeliveries(tx, others, 'photo.changed', { photos: [photo], count: 1 })
}

function wantedBy(ownerId: string, event: WebhookEvent): SQL {
  return and(
    eq(webhooks.ownerId, ownerId),
    isNull(webhooks.disabledAt),
    sql`${event} = any(${webhooks.events})`,
    ofActiveOwner(webhooks.ownerId),
  ) as SQL
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
  holdSeconds = 0,
): Promise<string[]> {
  const createdAt = new Date().toISOString()
  // The id stands first; what follows it is the same for all.
  const rest = JSON.stringify({ event, createdAt, data: EVENT_DATA[event].parse(data) }).replace('{', ',')
  const written = await tx.execute<{ id: string }>(sql`
    with made as (
      insert into ${webhookDeliveries} (id, webhook_id, event, body, created_at, next_attempt_at)
      select one.id, one.webhook_id, ${event}, '{"id":"' || one.id || '"' || ${rest}::text, ${createdAt}::timestamptz,
        ${createdAt}::timestamptz + make_interval(secs => ${holdSeconds})
      from (select uuidv7() as id, ${webhooks.id} as webhook_id from ${webhooks} where ${which}) as one
      returning id
    )
    select id, pg_notify(${OUTBOX_CHANNEL}, '') from made`)
  return written.rows.map(({ id }) => id)
}
