import { sql } from 'drizzle-orm'
import { index, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'

/** What was done to accounts and to the library, for a year. Names stand as they were: accounts may go meanwhile. */
export const auditLog = pgTable(
  'audit_log',
  {
    /** In the order of time. */
    id: uuid().primaryKey().default(sql`uuidv7()`),
    at: timestamp({ withTimezone: true }).notNull().defaultNow(),
    action: text().notNull(),
    /** Who did it; null for the command line. */
    actorId: uuid(),
    actorName: text(),
    /** The account it was done to. */
    subjectId: uuid(),
    subjectName: text(),
    /** From where; null for the command line. */
    address: text(),
    /** Names of fields, roles, numbers: nothing that a person wrote or photographed. */
    details: jsonb().$type<Record<string, string | number | boolean | null | string[]>>().notNull().default({}),
  },
  (table) => [
    index('audit_log_action').on(table.action, table.id),
    index('audit_log_actor').on(table.actorId, table.id),
    index('audit_log_subject').on(table.subjectId, table.id),
    index('audit_log_actor_name').on(table.actorName),
    index('audit_log_subject_name').on(table.subjectName),
  ],
)
