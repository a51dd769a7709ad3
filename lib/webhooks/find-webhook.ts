import { and, eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { type WebhookRow, webhooks } from '@/db/schema/webhooks'
import { requireSession } from '../context/actor'
import type { Context } from '../context/context'
import { AppError, notFound } from '../errors/app-error'
import { faultOfAddress, mayBePrivate } from '../storage/readers/address-rule'

/** One of one's own webhooks; no token ever reaches one. @throws AppError unauthenticated, forbidden (a token), not_found */
export async function findOwnWebhook(ctx: Context, id: string): Promise<WebhookRow> {
  const [row] = await ctx.db.select().from(webhooks).where(isMine(ctx, id))
  if (!row) throw notFound()
  return row
}

/** The same, kept from change by others until the transaction ends. */
export async function lockOwnWebhook(tx: Database, ctx: Context, id: string): Promise<WebhookRow> {
  const [row] = await tx.select().from(webhooks).where(isMine(ctx, id)).for('no key update')
  if (!row) throw notFound()
  return row
}

/** One's own webhook of an id, as a condition. */
export function isMine(ctx: Context, id: string) {
  return and(eq(webhooks.id, id), eq(webhooks.ownerId, requireSession(ctx.actor).userId))
}

/** Judges where somebody's webhook may lie, as far as it can be without a look-up. @throws AppError invalid */
export function assertWebhookAddress(ctx: Context, url: string): void {
  const { role } = requireSession(ctx.actor)
  const fault = faultOfAddress(url, mayBePrivate(role === 'admin'))
  if (fault === null) return
  const message = FAULTS[fault]
  throw new AppError('invalid', `url: ${message}`, { errors: [{ path: 'url', message }] })
}

const FAULTS = {
  private:
    'This is a private address. Only administrators have events sent to such addresses, unless SOURCE_PRIVATE_ENDPOINTS says otherwise.',
  closed: 'A webhook cannot lie at this address. Use the name of the receiver.',
  malformed: 'This is no address. Write one such as https://example.org/hook.',
}
