import { sql } from 'drizzle-orm'
import { index, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { users } from './users'

/** Addresses that are told what happens in an owner's library. */
export const webhooks = pgTable(
  'webhooks',
  {
    id: uuid().primaryKey().default(sql`uuidv7()`),
    ownerId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    url: text().notNull(),
    events: text({ enum: ['photo.ready', 'photo.changed', 'photo.deleted', 'album.changed', 'source.scanned'] })
      .array()
      .notNull(),
    /** The secret that signs, sealed with ours. It is shown once. */
    secretSealed: text().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    /** Since when every delivery fails; null while they arrive. */
    failingSince: timestamp({ withTimezone: true }),
    /** Switched off, after a week of failures. */
    disabledAt: timestamp({ withTimezone: true }),
  },
  (table) => [index('webhooks_owner').on(table.ownerId, table.id)],
)

/** What was, is or will be sent to a webhook. */
export const webhookDeliveries = pgTable(
  'webhook_deliveries',
  {
    id: uuid().primaryKey().default(sql`uuidv7()`),
    webhookId: uuid()
      .notNull()
      .references(() => webhooks.id, { onDelete: 'cascade' }),
    event: text().notNull(),
    /** The body, sent as these very bytes each time. */
    body: text().notNull(),
    status: text({ enum: ['waiting', 'delivered', 'failed'] })
      .notNull()
      .default('waiting'),
    attempts: integer().notNull().default(0),
    /** What the last attempt got: a status, or a sentence where there was none. */
    responseStatus: integer(),
    error: text(),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    attemptedAt: timestamp({ withTimezone: true }),
    nextAttemptAt: timestamp({ withTimezone: true }),
  },
  (table) => [index('webhook_deliveries_webhook').on(table.webhookId, table.id)],
)

export type WebhookRow = typeof webhooks.$inferSelect
export type WebhookDeliveryRow = typeof webhookDeliveries.$inferSelect
