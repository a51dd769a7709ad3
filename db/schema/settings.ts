import { sql } from 'drizzle-orm'
import { bigint, boolean, check, pgTable, smallint, text, timestamp } from 'drizzle-orm/pg-core'

/** What administrators have set, in one row at most. Null: nothing was set, and the environment or the default holds. */
export const settings = pgTable(
  'settings',
  {
    id: smallint().primaryKey().default(1),
    signup: text({ enum: ['open', 'invite', 'closed'] }),
    /** What new accounts may keep, in bytes; null for no limit. */
    newQuotaBytes: bigint({ mode: 'number' }),
    /** Administrators need a second factor for what administrators do. */
    adminSecondFactor: boolean().notNull().default(false),
    /** The largest file that is taken or read, in bytes. */
    maxUploadBytes: bigint({ mode: 'number' }),
    /** Objects of one source that a scan looks through at most: in anybody's, and in those of accounts that are no administrators. */
    sourceMaxObjects: bigint({ mode: 'number' }),
    sourceMaxObjectsAccounts: bigint({ mode: 'number' }),
    /** Kinds of jobs that are not begun. */
    pausedTasks: text().array().notNull().default(sql`'{}'`),
    updatedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [check('settings_one', sql`${table.id} = 1`)],
)
