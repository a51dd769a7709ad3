import { and, desc, eq, lt, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { type WebhookRow, webhookDeliveries } from '@/db/schema/webhooks'
import { type Limit, takeAttempt } from '../auth/attempts'
import { requireSession } from '../context/actor'
import type { Context } from '../context/context'
import { decodeIdCursor, encodeIdCursor } from '../cursors/id-cursor'
import { AppError, notFound } from '../errors/app-error'
import type { WebhookDelivery, WebhookDeliveryPage } from './contract'
import { findOwnWebhook, lockOwnWebhook } from './find-webhook'
import { recordPing, wakeSenders } from './outbox/record-event'
import { presentDelivery } from './present-webhook'

/** Deliveries that one person asks for by hand: each is a request in somebody's name. */
const BY_HAND: Limit = { name: 'webhook-by-hand', count: 60, seconds: 600 }

interface ListDeliveries {
  webhookId: string
  limit: number
  cursor?: string | undefined
}

/** What was and will be sent to an own webhook, newest first. @throws AppError unauthenticated, forbidden (a token), not_found, invalid (cursor) */
export async function listDeliveries(ctx: Context, input: ListDeliveries): Promise<WebhookDeliveryPage> {
  const { id } = await findOwnWebhook(ctx, input.webhookId)
  const after = input.cursor === undefined ? undefined : lt(webhookDeliveries.id, decodeIdCursor(input.cursor))
  const rows = await ctx.db
    .select()
    .from(webhookDeliveries)
    .where(and(eq(webhookDeliveries.webhookId, id), after))
    .orderBy(desc(webhookDeliveries.id))
    .limit(input.limit + 1)
  const shown = rows.slice(0, input.limit)
  const last = rows.length > input.limit ? shown.at(-1) : undefined
  return { items: shown.map(presentDelivery), next: last ? encodeIdCursor(last.id) : null }
}

/**
 * Sends a delivery again, under its id and with the same bytes. One that waits is sent now.
 * @throws AppError unauthenticated, forbidden (a token), not_found, conflict (switched off), rate_limited
 */
export async function retryDelivery(ctx: Context, id: string, deliveryId: string): Promise<WebhookDelivery> {
  return byHand(ctx, id, async (tx, webhook) => {
    const which = and(eq(webhookDeliveries.id, deliveryId), eq(webhookDeliveries.webhookId, webhook.id))
    const [again] = await tx
      .update(webhookDeliveries)
      .set({ status: 'waiting', nextAttemptAt: sql`now()` })
      .where(which)
      .returning()
    if (!again) throw notFound()
    await wakeSenders(tx)
    return again
  })
}

/** Sends a `ping` to an own webhook, once. @throws AppError unauthenticated, forbidden (a token), not_found, conflict (switched off), rate_limited */
export async function testWebhook(ctx: Context, id: string): Promise<WebhookDelivery> {
  return byHand(ctx, id, async (tx, webhook) => {
    const made = await recordPing(tx, webhook.id)
    const [ping] = await tx.select().from(webhookDeliveries).where(eq(webhookDeliveries.id, made))
    if (!ping) throw new Error('the ping was not returned')
    return ping
  })
}

async function byHand(
  ctx: Context,
  id: string,
  change: (tx: Database, webhook: WebhookRow) => Promise<typeof webhookDeliveries.$inferSelect>,
): Promise<WebhookDelivery> {
  const { userId } = requireSession(ctx.actor)
  await findOwnWebhook(ctx, id)
  await takeAttempt(ctx.db, BY_HAND, userId)
  return ctx.db.transaction(async (tx) => {
    const webhook = await lockOwnWebhook(tx, ctx, id)
    if (webhook.disabledAt !== null) {
      throw new AppError('conflict', 'This webhook is switched off. Switch it on again first.')
    }
    return presentDelivery(await change(tx, webhook))
  })
}
