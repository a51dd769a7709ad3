// What becomes of a delivery after an attempt, and of a webhook that fails for too long.
import { and, eq, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { webhookDeliveries, webhooks } from '@/db/schema/webhooks'
import { logEvent } from '../log'
import { tellPages } from '../photos/events'
import type { Claim } from './claim-delivery'
import type { Answer } from './post-delivery'

/** A delivery is tried for this long. */
export const DAY_SECONDS = 86_400
/** A webhook at which nothing arrives for this long is switched off. */
export const WEEK_SECONDS = 7 * DAY_SECONDS
const FIRST_WAIT_SECONDS = 10
const MOST_WAIT_SECONDS = 3 * 3_600

const d = webhookDeliveries

/** Only the attempt that is counted last may say how it ended. */
const isStill = ({ id, attempt }: Claim) => and(eq(d.id, id), eq(d.attempts, attempt), eq(d.status, 'waiting'))

/**
 * Seconds until a delivery is tried again: three times as long after each attempt, and by chance up to a fifth more or less, so that what failed
 * together does not come back together.
 * @param chance from 0 to 1
 */
export function waitAfter(attempt: number, chance: number): number {
  const plain = Math.min(FIRST_WAIT_SECONDS * 3 ** (attempt - 1), MOST_WAIT_SECONDS)
  return plain * (0.8 + 0.4 * chance)
}

/** Takes note of how an attempt ended. */
export async function settleDelivery(db: Database, claim: Claim, { status, error }: Answer): Promise<void> {
  await db.transaction(async (tx) => {
    if (error === null) await noteDelivered(tx, claim, status)
    else await noteFailed(tx, claim, status, error)
  })
}

/** Gives back what was claimed and not sent whole: the process ends. It counts as not tried. */
export async function returnDelivery(db: Database, claim: Claim): Promise<void> {
  await db
    .update(d)
    .set({ attempts: claim.attempt - 1, nextAttemptAt: sql`now()` })
    .where(isStill(claim))
}

async function noteDelivered(tx: Database, claim: Claim, responseStatus: number | null): Promise<void> {
  await tx
    .update(d)
    .set({ status: 'delivered', responseStatus, error: null, nextAttemptAt: null })
    .where(isStill(claim))
  const healed = and(eq(webhooks.id, claim.webhookId), isNotNull(webhooks.failingSince), isNull(webhooks.disabledAt))
  await tx.update(webhooks).set({ failingSince: null }).where(healed)
}

async function noteFailed(tx: Database, claim: Claim, responseStatus: number | null, error: string): Promise<void> {
  const next = claim.event === 'ping' ? sql`null` : nextAttempt(claim.attempt)
  await tx
    .update(d)
    .set({
      responseStatus,
      error,
      nextAttemptAt: next,
      status: sql`case when ${next} is null then 'failed' else 'waiting' end`,
    })
    .where(isStill(claim))
  // Somebody trying an address out says nothing about how long it fails.
  if (claim.event !== 'ping') await noteFailing(tx, claim)
}

/** Null once its day is over; the last attempt is made at its end. */
function nextAttempt(attempt: number): SQL {
  const end = sql`${d.createdAt} + make_interval(secs => ${DAY_SECONDS})`
  const wait = sql`make_interval(secs => ${waitAfter(attempt, Math.random())}::float8)`
  return sql`case when now() < ${end} then least(now() + ${wait}, ${end}) end`
}

async function noteFailing(tx: Database, { webhookId, ownerId }: Claim): Promise<void> {
  const failing = and(eq(webhooks.id, webhookId), isNull(webhooks.disabledAt))
  const [row] = await tx
    .update(webhooks)
    .set({
      failingSince: sql`coalesce(${webhooks.failingSince}, now())`,
      disabledAt: sql`case when ${webhooks.failingSince} < now() - make_interval(secs => ${WEEK_SECONDS}) then now() end`,
    })
    .where(failing)
    .returning({ disabledAt: webhooks.disabledAt })
  if (!row?.disabledAt) return
  await tx
    .update(d)
    .set({
      status: 'failed',
      nextAttemptAt: null,
      error: sql`coalesce(${d.error}, ${'The webhook was switched off.'})`,
    })
    .where(and(eq(d.webhookId, webhookId), eq(d.status, 'waiting')))
  await tellPages(tx, ownerId, [{ type: 'webhook', webhookId, change: 'switched_off' }])
  logEvent('warn', 'webhook.switched_off', { webhookId })
}
