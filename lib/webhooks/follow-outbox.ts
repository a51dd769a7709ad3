import type { Database } from '@/db/client'
import { listen } from '@/db/listen'
import { enqueue } from '../jobs/enqueue'
import { describeError, logEvent } from '../log'
import { OUTBOX_CHANNEL } from './outbox/record-event'

/** What comes within this long is sent by one job. */
const GATHER_MS = 200

/** Adds the job that sends what waits; at most one waits, and one runs at a time. It comes before pictures: it is short, and somebody waits for it. */
export function enqueueDelivering(db: Database): Promise<void> {
  return enqueue(db, 'webhooks.deliver', {}, { jobKey: 'webhooks.deliver', queue: 'webhooks', priority: -1 })
}

/**
 * Has what changes write down sent soon after their commit. A notification that nobody hears loses nothing: a job looks every minute.
 * @returns how to stop
 */
export function followOutbox(databaseUrl: string, db: Database): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const trouble = (error: unknown) => logEvent('warn', 'webhook.listener', { error: describeError(error) })
  const wake = () => {
    timer ??= setTimeout(() => {
      timer = undefined
      enqueueDelivering(db).catch(trouble)
    }, GATHER_MS)
  }
  const stop = listen(databaseUrl, OUTBOX_CHANNEL, { onMessage: wake, onReconnect: wake, onError: trouble })
  return async () => {
    clearTimeout(timer)
    await stop()
  }
}
