import { listen } from '@/db/listen'
import { env } from '../env'
import { describeError, logEvent } from '../log'
import type { OwnEvent } from './event-contract'
import { EVENT_CHANNEL, parseNotification } from './events'

export interface Subscriber {
  onEvent: (event: OwnEvent) => void
  /** Events may have been missed (the database was away): what is shown should be asked for again. */
  onGap: () => void
}

interface Hub {
  byUser: Map<string, Set<Subscriber>>
}

const holder = globalThis as typeof globalThis & { albumenEventHub?: Hub }

/**
 * Tells a subscriber of what happens to a user's photos, albums and scans. The process listens once, however many subscribers there are.
 * @returns a function that ends the subscription
 */
export function subscribe(userId: string, subscriber: Subscriber): () => void {
  holder.albumenEventHub ??= openHub()
  const { byUser } = holder.albumenEventHub
  const mine = byUser.get(userId) ?? new Set()
  byUser.set(userId, mine.add(subscriber))
  return () => {
    mine.delete(subscriber)
    if (mine.size === 0 && byUser.get(userId) === mine) byUser.delete(userId)
  }
}

/** How many subscriptions a user has in this process. */
export function countSubscribers(userId: string): number {
  return holder.albumenEventHub?.byUser.get(userId)?.size ?? 0
}

function openHub(): Hub {
  const url = env().DATABASE_URL
  if (!url) throw new Error('DATABASE_URL is not set; start Albumen with `npm start`')
  const hub: Hub = { byUser: new Map() }
  listen(url, EVENT_CHANNEL, {
    onMessage: (payload) => {
      const message = parseNotification(payload)
      if (message) for (const subscriber of hub.byUser.get(message.userId) ?? []) subscriber.onEvent(message.event)
    },
    onReconnect: () => {
      for (const subscribers of hub.byUser.values()) for (const subscriber of subscribers) subscriber.onGap()
    },
    onError: (error) => logEvent('warn', 'events.listener', { error: describeError(error) }),
  })
  return hub
}
