import { randomBytes } from 'node:crypto'
import { asc, eq, sql } from 'drizzle-orm'
import pg from 'pg'
import { inject } from 'vitest'
import { type Database, openDatabase } from '@/db/client'
import { type WebhookDeliveryRow, type WebhookRow, webhookDeliveries, webhooks } from '@/db/schema/webhooks'
import { createDatabase, TEMPLATE } from '@/db/testing/own-database'
import { makePerson } from '../../auth/testing/person'
import { SYSTEM } from '../../context/actor'
import type { Context } from '../../context/context'
import type { ObjectStore } from '../../storage/object-store'
import type { NewWebhook } from '../contract'
import { deliverWebhooks } from '../deliver-webhooks'
import type { WebhookEvent } from '../outbox/event-contract'
import { WEBHOOK_EVENTS } from '../outbox/event-contract'
import { createWebhook } from '../webhooks'

type Person = Awaited<ReturnType<typeof makePerson>>

/** A database of its own, as sending needs several connections; an administrator, who may have receivers on this machine, and somebody else. */
export interface HookWorld {
  db: Database
  anna: Person
  ben: Person
  system: Context
  makeHook: (person: Person, url: string, events?: WebhookEvent[]) => Promise<NewWebhook>
  /** Sends what is due. @param limitMs how long an answer may take */
  deliver: (limitMs?: number) => Promise<void>
  deliveries: (webhookId: string) => Promise<WebhookDeliveryRow[]>
  hook: (id: string) => Promise<WebhookRow | undefined>
  /** Lets time pass for the deliveries and failures of a webhook. */
  wait: (webhookId: string, seconds: number) => Promise<void>
  close: () => Promise<void>
}

export async function openHookWorld(): Promise<HookWorld> {
  process.env.AUTH_SECRET ??= randomBytes(32).toString('hex')
  const name = `hooks_${randomBytes(6).toString('hex')}`
  const url = await createDatabase(inject('databaseUrl'), name, TEMPLATE)
  const pool = new pg.Pool({ connectionString: url, max: 10 })
  pool.on('error', () => undefined)
  const db = openDatabase(pool)
  const system: Context = { actor: SYSTEM, db, store: {} as ObjectStore }
  return {
    db,
    anna: await makePerson(db, { role: 'admin' }),
    ben: await makePerson(db),
    system,
    makeHook: ({ ctx }, to, events = [...WEBHOOK_EVENTS]) => createWebhook(ctx, { url: to, events }),
    deliver: (limitMs = 5_000) => deliverWebhooks(system, { signal: new AbortController().signal, limitMs }),
    deliveries: (webhookId) =>
      db
        .select()
        .from(webhookDeliveries)
        .where(eq(webhookDeliveries.webhookId, webhookId))
        .orderBy(asc(webhookDeliveries.id)),
    hook: async (id) => (await db.select().from(webhooks).where(eq(webhooks.id, id)))[0],
    async wait(webhookId, seconds) {
      const by = sql`make_interval(secs => ${seconds})`
      await db.execute(sql`
        update webhook_deliveries set created_at = created_at - ${by}, attempted_at = attempted_at - ${by},
          next_attempt_at = next_attempt_at - ${by} where webhook_id = ${webhookId}`)
      await db.execute(sql`update webhooks set failing_since = failing_since - ${by} where id = ${webhookId}`)
    },
    close: () => pool.end(),
  }
}
