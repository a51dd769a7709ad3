import { sql } from 'drizzle-orm'
import { bigint, boolean, check, index, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'

/** Accounts. */
export const users = pgTable(
  'users',
  {
    id: uuid().primaryKey().default(sql`uuidv7()`),
    /** NFKC, lower case, trimmed. */
    email: text().notNull().unique(),
    username: text().notNull().unique(),
    name: text().notNull(),
    /** Null: the account signs in elsewhere (`identities`) and has no password. */
    passwordHash: text(),
    role: text({ enum: ['admin', 'user'] }).notNull(),
    disabledAt: timestamp({ withTimezone: true }),
    /** Raised by a password change or a disabling: every older session ends at its next request. */
    sessionVersion: integer().notNull().default(1),
    quotaBytes: bigint({ mode: 'number' }),
    /** The sealed secret of the second factor, once it was confirmed; null without one. */
    totpSecret: text(),
    /** The time step of the last code that was taken: no code is taken twice (RFC 6238, 5.2). */
    totpLastStep: bigint({ mode: 'number' }),
    /** The owner's settings: may others see where the public photos were taken, and fetch stripped originals. */
    showLocation: boolean().notNull().default(false),
    allowOriginals: boolean().notNull().default(false),
    /** What the forms of uploads begin with. */
    uploadVisibility: text({ enum: ['private', 'public'] })
      .notNull()
      .default('private'),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    updatedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [check('users_username', sql`${table.username} ~ '^[a-z0-9-]{3,30}$'`)],
)

/** Log-ins, one of each browser. */
export const sessions = pgTable(
  'sessions',
  {
    id: uuid().primaryKey().default(sql`uuidv7()`),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    version: integer().notNull(),
    userAgent: text().notNull().default(''),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    lastSeenAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    expiresAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [index('sessions_user').on(table.userId)],
)

/** Access tokens of programs; the token itself is shown once and kept nowhere. */
export const tokens = pgTable(
  'tokens',
  {
    id: uuid().primaryKey().default(sql`uuidv7()`),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    /** SHA-256 of the token, in hex. */
    hash: text().notNull().unique(),
    scopes: text({ enum: ['read', 'write'] })
      .array()
      .notNull(),
    /** The person's session version when it was made: a token ends with the sessions of its time. */
    version: integer().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    lastUsedAt: timestamp({ withTimezone: true }),
    /** Null: it does not expire. */
    expiresAt: timestamp({ withTimezone: true }),
  },
  (table) => [index('tokens_user').on(table.userId)],
)

/** Fixed windows of counted attempts (log-in, sign-up), by account and by address; keys are hashes. */
export const attempts = pgTable('attempts', {
  key: text().primaryKey(),
  count: integer().notNull(),
  windowEndsAt: timestamp({ withTimezone: true }).notNull(),
})

/** Answers kept 24 h so that a retried POST gets the first call's reply. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    /** SHA-256 of user id, route and the client's key. */
    key: text().primaryKey(),
    /** Whose: what is kept of their replies goes with the account. Null in rows of before there was this column. */
    userId: uuid().references(() => users.id, { onDelete: 'cascade' }),
    requestHash: text().notNull(),
    status: integer(),
    body: text(),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [index('idempotency_keys_user').on(table.userId)],
)
