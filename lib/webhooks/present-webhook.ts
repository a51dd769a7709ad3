import { desc, eq } from 'drizzle-orm'
import { type WebhookDeliveryRow, type WebhookRow, webhookDeliveries } from '@/db/schema/webhooks'
import type { Context } from '../context/context'
import type { Webhook, WebhookDelivery } from './contract'

/** What the owner of a webhook is shown of it; never its secret. */
export async function presentWebhook(ctx: Context, row: WebhookRow): Promise<Webhook> {
  const [last] = await ctx.db
    .select()
    .from(webhookDeliveries)
    .where(eq(webhookDeliveries.webhookId, row.id))
    .orderBy(desc(webhookDeliveries.id))
    .limit(1)
  return {
    id: row.id,
    url: row.url,
    events: row.events,
    enabled: row.disabledAt === null,
    failingSince: row.failingSince?.toISOString() ?? null,
    disabledAt: row.disabledAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    lastDelivery: last ? presentDelivery(last) : null,
  }
}

/** What its owner sees of a delivery. */
export function presentDelivery(row: WebhookDeliveryRow): WebhookDelivery {
  return {
    id: row.id,
    event: row.event,
    status: row.status,
    attempts: row.attempts,
    responseStatus: row.responseStatus,
    error: row.error,
    createdAt: row.createdAt.toISOString(),
    attemptedAt: row.attemptedAt?.toISOString() ?? null,
    nextAttemptAt: row.nextAttemptAt?.toISOString() ?? null,
  }
}
