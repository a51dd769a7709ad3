import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { OwnEvent } from './event-contract'

/** The Postgres channel on which every web process listens. */
export const EVENT_CHANNEL = 'albumen_events'

/**
 * Tells the listeners of a user what happened to a photo, or how a scan stands. Inside a transaction it is sent exactly when that commits.
 * @param db the transaction that made the change
 */
export async function publish(db: Database, userId: string, event: OwnEvent): Promise<void> {
  const message = JSON.stringify({ userId, event: OwnEvent.parse(event) })
  await db.execute(sql`select pg_notify(${EVENT_CHANNEL}, ${message})`)
}

/** Reads a notification back; null for one that is not ours. */
export function parseNotification(message: string): { userId: string; event: OwnEvent } | null {
  try {
    const { userId, event } = JSON.parse(message)
    const parsed = OwnEvent.safeParse(event)
    return typeof userId === 'string' && parsed.success ? { userId, event: parsed.data } : null
  } catch {
    return null
  }
}
