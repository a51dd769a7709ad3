import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '@/db/client'
import type { Context } from '../context/context'
import { describeError, logEvent } from '../log'
import { type Claim, claimDelivery, webhooksWithWork } from './claim-delivery'
import { wakeSenders } from './outbox/record-event'
import { type Answer, postDelivery } from './post-delivery'
import { returnDelivery, settleDelivery } from './settle-delivery'
import { openWebhookSecret, signatureOf } from './webhook-secret'

interface Tools {
  /** Aborts when the process must end. */
  signal: AbortSignal
  limitMs?: number
}

/** Webhooks that are sent to at the same time: a slow one holds up no other. */
const AT_ONCE = 32
/** After this long nothing new is begun: other jobs want the worker, too, and the rest has a job of its own. */
const RUN_MS = 20_000
const LOOK_AGAIN_MS = 500

/**
 * Sends what is due, to many receivers at a time and to each one after the other, until nothing is due or the time of a run is over. May run
 * beside itself, may be killed anywhere: a receiver may get a delivery twice, and never not at all.
 */
export async function deliverWebhooks(ctx: Context, tools: Tools): Promise<void> {
  const underWay = new Map<string, Promise<void>>()
  const end = Date.now() + RUN_MS
  const mayBegin = () => Date.now() < end && !tools.signal.aborted
  try {
    while (mayBegin()) {
      const ids = await webhooksWithWork(ctx.db, [...underWay.keys()], AT_ONCE - underWay.size)
      for (const id of ids) {
        const sending = sendAll(ctx.db, id, tools, mayBegin).finally(() => underWay.delete(id))
        underWay.set(id, sending)
      }
      if (underWay.size === 0) return
      await Promise.race([...underWay.values(), sleep(LOOK_AGAIN_MS)])
    }
  } finally {
    await Promise.all(underWay.values())
  }
  if (!tools.signal.aborted) await wakeSenders(ctx.db)
}

/** Sends to one receiver until nothing is due for it, or it fails: then it is left alone for a while. */
async function sendAll(db: Database, webhookId: string, tools: Tools, mayBegin: () => boolean): Promise<void> {
  try {
    while (mayBegin()) {
      const claim = await claimDelivery(db, webhookId)
      if (!claim || !(await sendOne(db, claim, tools))) return
    }
  } catch (error) {
    // Of one webhook, as of a database that is away: what was claimed is due again when its lease is over.
    logEvent('warn', 'webhook.trouble', { webhookId, error: describeError(error) })
  }
}

/** @returns whether it was taken */
async function sendOne(db: Database, claim: Claim, tools: Tools): Promise<boolean> {
  const answer = await attempt(claim, tools)
  if (answer.error !== null && tools.signal.aborted) {
    await returnDelivery(db, claim)
    return false
  }
  await settleDelivery(db, claim, answer)
  const { id: deliveryId, webhookId, attempt: nth } = claim
  const outcome = answer.error === null ? 'delivered' : 'failed'
  logEvent('info', 'webhook.delivery', { webhookId, deliveryId, attempt: nth, status: answer.status, outcome })
  return answer.error === null
}

async function attempt(claim: Claim, tools: Tools): Promise<Answer> {
  const secret = secretOf(claim)
  if (secret === null) {
    return {
      status: null,
      error: 'Its secret cannot be opened: AUTH_SECRET has changed. Delete the webhook and make it anew.',
    }
  }
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Albumen-Webhooks',
    'albumen-event': claim.event,
    'albumen-delivery': claim.id,
    'albumen-signature': signatureOf(secret, Math.floor(Date.now() / 1000), claim.body),
  }
  return postDelivery({ url: claim.url, headers, body: claim.body, allowPrivate: claim.allowPrivate, ...tools })
}

function secretOf({ secretSealed, webhookId }: Claim): string | null {
  try {
    return openWebhookSecret(secretSealed, webhookId)
  } catch {
    return null
  }
}
