// Which delivery is sent next. A claim is a lease: whoever dies with one has it sent again by another.
import { and, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { users } from '@/db/schema/users'
import { type WebhookDeliveryRow, webhookDeliveries, webhooks } from '@/db/schema/webhooks'
import { ofActiveOwner } from '../access/owners'
import { mayBePrivate } from '../storage/readers/address-rule'
import { bodyOf, joinBodies, mayBeJoined } from './join-bodies'
import { MOST_NAMED } from './outbox/event-contract'

/** After this long another worker may send it: longer than any answer takes. */
const LEASE_SECONDS = 60
/** While a webhook fails, what was never tried waits until the pauses of what was are over, but no longer than this: one body may be the trouble. */
const NEW_TRY_SECONDS = 900

export interface Claim {
  id: string
  webhookId: string
  ownerId: string
  url: string
  secretSealed: string
  event: string
  body: string
  /** This is the nth attempt. */
  attempt: number
  allowPrivate: boolean
}

const d = webhookDeliveries

/** Due, of a webhook that is on, of an owner who is not disabled. */
const DUE = sql`${d.status} = 'waiting' and ${d.nextAttemptAt} <= now() and ${webhooks.disabledAt} is null and ${ofActiveOwner(webhooks.ownerId)}
  and (${webhooks.failingSince} is null or ${d.attempts} > 0 or ${d.event} = 'ping' or not exists (
    select from webhook_deliveries tried where tried.webhook_id = ${webhooks.id} and tried.status = 'waiting' and tried.attempts > 0
      and tried.next_attempt_at > now() and tried.attempted_at > now() - make_interval(secs => ${NEW_TRY_SECONDS})))`

/** Webhooks for which something is due, other than these. */
export async function webhooksWithWork(db: Database, but: string[], most: number): Promise<string[]> {
  const others: SQL = but.length === 0 ? sql`true` : sql`${webhooks.id} <> all(${sql.param(but)}::uuid[])`
  const rows = await db
    .select({ id: webhooks.id })
    .from(webhooks)
    .where(and(others, sql`exists (select from ${d} where ${d.webhookId} = ${webhooks.id} and ${DUE})`))
    .orderBy(sql`random()`)
    .limit(most)
  return rows.map(({ id }) => id)
}

/**
 * Takes the oldest delivery that is due, of a failing webhook one that was never tried, and counts the attempt before it is made. Photos' events that were never sent yet and wait behind it
 * go with it, so that a slow receiver is told of many photos at once.
 * @returns null when nothing is due
 */
export async function claimDelivery(db: Database, webhookId: string): Promise<Claim | null> {
  return db.transaction(async (tx) => {
    const [found] = await tx
      .select({ delivery: d, webhook: webhooks, role: users.role })
      .from(d)
      .innerJoin(webhooks, eq(webhooks.id, d.webhookId))
      .innerJoin(users, eq(users.id, webhooks.ownerId))
      .where(and(eq(d.webhookId, webhookId), DUE))
      .orderBy(sql`${webhooks.failingSince} is not null and ${d.attempts} > 0`, d.id)
      .limit(1)
      .for('update', { of: d, skipLocked: true })
    if (!found) return null
    const { delivery, webhook, role } = found
    const body = await takeAlong(tx, delivery)
    const attempt = delivery.attempts + 1
    const nextAttemptAt = sql`now() + make_interval(secs => ${LEASE_SECONDS})`
    await tx
      .update(d)
      .set({ body, attempts: attempt, attemptedAt: sql`now()`, nextAttemptAt })
      .where(eq(d.id, delivery.id))
    const { ownerId, url, secretSealed } = webhook
    const allowPrivate = mayBePrivate(role === 'admin')
    return {
      id: delivery.id,
      webhookId,
      ownerId,
      url,
      secretSealed,
      event: delivery.event,
      body,
      attempt,
      allowPrivate,
    }
  })
}

/** Joins what waits behind a delivery to it, as long as nobody has seen either. @returns its body */
async function takeAlong(tx: Database, first: WebhookDeliveryRow): Promise<string> {
  if (first.attempts > 0 || !mayBeJoined(first.event)) return first.body
  const behind = await tx
    .select()
    .from(d)
    .where(
      and(
        eq(d.webhookId, first.webhookId),
        eq(d.status, 'waiting'),
        eq(d.attempts, 0),
        eq(d.event, first.event),
        sql`${d.id} > ${first.id}`,
      ),
    )
    .orderBy(d.id)
    .limit(MOST_NAMED)
    .for('update', { skipLocked: true })
  const { body, taken } = joinBodies(
    bodyOf(first.body),
    behind.map((row) => bodyOf(row.body)),
  )
  if (taken.length === 0) return first.body
  await tx.delete(d).where(inArray(d.id, taken))
  return JSON.stringify(body)
}
