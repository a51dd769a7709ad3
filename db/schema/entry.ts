import { sql } from 'drizzle-orm'
import { bigint, index, integer, pgTable, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core'
import { users } from './users'

/** Where else people sign in: an OIDC issuer, or the keys of a bucket. The key is who says it and whom they mean, never an e-mail. */
export const identities = pgTable(
  'identities',
  {
    id: uuid().primaryKey().default(sql`uuidv7()`),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    kind: text({ enum: ['oidc', 's3'] }).notNull(),
    /** The issuer's address; for keys of a bucket its endpoint and name. */
    issuer: text().notNull(),
    /** The `sub` of the issuer; the access key id. */
    subject: text().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    lastUsedAt: timestamp({ withTimezone: true }),
  },
  (table) => [
    unique('identities_subject').on(table.kind, table.issuer, table.subject),
    index('identities_user').on(table.userId),
  ],
)

/** Links with which people come in: an invitation, a new password, a confirmed e-mail. The token itself is kept nowhere. */
export const invitations = pgTable('invitations', {
  id: uuid().primaryKey().default(sql`uuidv7()`),
  /** SHA-256 of the token, in hex. */
  hash: text().notNull().unique(),
  /** For whom it is; null: for whoever has the link. */
  email: text(),
  role: text({ enum: ['admin', 'user'] }).notNull(),
  quotaBytes: bigint({ mode: 'number' }),
  createdBy: uuid().references(() => users.id, { onDelete: 'set null' }),
  createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  expiresAt: timestamp({ withTimezone: true }).notNull(),
  /** The account that was made with it; it can be used once. */
  usedAt: timestamp({ withTimezone: true }),
  /** Whoever made it lost the role or was disabled: it stays ended (db/functions/invitations.sql). */
  endedAt: timestamp({ withTimezone: true }),
  usedBy: uuid().references(() => users.id, { onDelete: 'set null' }),
})

/** A link for one account that proves something once: whoever has it may set a new password, or has the mail of this address. */
export const accountLinks = pgTable(
  'account_links',
  {
    id: uuid().primaryKey().default(sql`uuidv7()`),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    purpose: text({ enum: ['password', 'email'] }).notNull(),
    /** SHA-256 of the token, in hex. */
    hash: text().notNull().unique(),
    /** The address that is confirmed, for `email`. */
    email: text(),
    /** The account's session version when it was made: a new password ends it too. */
    version: integer().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    expiresAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [index('account_links_user').on(table.userId, table.purpose)],
)

/** Codes for who has lost the second factor, each good once. */
export const recoveryCodes = pgTable(
  'recovery_codes',
  {
    id: uuid().primaryKey().default(sql`uuidv7()`),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** SHA-256 of the code, in hex: it has 120 random bits. */
    hash: text().notNull(),
  },
  (table) => [unique('recovery_codes_hash').on(table.userId, table.hash)],
)
