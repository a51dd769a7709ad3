import { count, desc, eq } from 'drizzle-orm'
import { users } from '@/db/schema/users'
import { webhooks } from '@/db/schema/webhooks'
import { requireSession } from '../context/actor'
import type { Context } from '../context/context'
import { AppError, notFound } from '../errors/app-error'
import type { NewWebhook, UpdateWebhook, Webhook, WebhookMaking } from './contract'
import { assertWebhookAddress, isMine, lockOwnWebhook } from './find-webhook'
import { wakeSenders } from './outbox/record-event'
import { presentWebhook } from './present-webhook'
import { makeWebhookSecret, sealWebhookSecret } from './webhook-secret'

/** Every change of a library is written down once for each. */
export const MOST_WEBHOOKS = 10

/** One's own webhooks, latest first. @throws AppError unauthenticated, forbidden (a token) */
export async function listWebhooks(ctx: Context): Promise<Webhook[]> {
  const { userId } = requireSession(ctx.actor)
  const rows = await ctx.db.select().from(webhooks).where(eq(webhooks.ownerId, userId)).orderBy(desc(webhooks.id))
  return Promise.all(rows.map((row) => presentWebhook(ctx, row)))
}

/**
 * Makes a webhook. Its secret is in this answer only.
 * @throws AppError unauthenticated, forbidden (a token), invalid (an address that is not allowed), conflict (too many)
 */
export async function createWebhook(ctx: Context, { url, events }: WebhookMaking): Promise<NewWebhook> {
  const { userId } = requireSession(ctx.actor)
  assertWebhookAddress(ctx, url)
  const secret = makeWebhookSecret()
  const row = await ctx.db.transaction(async (tx) => {
    // Two requests at once are counted one after the other.
    const [user] = await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for('no key update')
    if (!user) throw notFound()
    const [has] = await tx.select({ n: count() }).from(webhooks).where(eq(webhooks.ownerId, userId))
    if ((has?.n ?? 0) >= MOST_WEBHOOKS) {
      throw new AppError('conflict', `You have ${MOST_WEBHOOKS} webhooks; delete one that is not used any more.`)
    }
    const values = { ownerId: userId, url, events, secretSealed: '' }
    const [made] = await tx.insert(webhooks).values(values).returning()
    if (!made) throw new Error('the webhook was not returned')
    // It is sealed for the id, which the database has given.
    const secretSealed = sealWebhookSecret(secret, made.id)
    await tx.update(webhooks).set({ secretSealed }).where(eq(webhooks.id, made.id))
    return made
  })
  return { ...(await presentWebhook(ctx, row)), secret }
}

/**
 * Changes an own webhook, or switches it off and on again: then it counts as never having failed.
 * @throws AppError unauthenticated, forbidden (a token), not_found, invalid
 */
export async function updateWebhook(ctx: Context, id: string, input: UpdateWebhook): Promise<Webhook> {
  const { url, events, enabled } = input
  return ctx.db.transaction(async (tx) => {
    const before = await lockOwnWebhook(tx, ctx, id)
    if (url !== undefined && url !== before.url) assertWebhookAddress(ctx, url)
    const isOn = before.disabledAt === null
    const [row] = await tx
      .update(webhooks)
      .set({
        url: url ?? before.url,
        ...(events === undefined ? {} : { events }),
        ...(enabled === undefined || enabled === isOn
          ? {}
          : { failingSince: null, disabledAt: enabled ? null : new Date() }),
      })
      .where(eq(webhooks.id, id))
      .returning()
    if (!row) throw new Error('the webhook was not returned')
    if (row.disabledAt === null) await wakeSenders(tx)
    return presentWebhook({ ...ctx, db: tx }, row)
  })
}

/** Deletes an own webhook with its log: nothing more is sent. @throws AppError unauthenticated, forbidden (a token), not_found */
export async function deleteWebhook(ctx: Context, id: string): Promise<void> {
  const gone = await ctx.db.delete(webhooks).where(isMine(ctx, id)).returning({ id: webhooks.id })
  if (gone.length === 0) throw notFound()
}
