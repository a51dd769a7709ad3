import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core'
import { albums } from './albums'
import { photos } from './photos'
import { users } from './users'

/** Share links: whoever holds one sees an album, a selection (`share_link_photos`) or what fits a filter, without an account. */
export const shareLinks = pgTable(
  'share_links',
  {
    /** Random, not time-ordered, and never used again. */
    id: uuid().primaryKey().default(sql`gen_random_uuid()`),
    ownerId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** What it opens: an album, a filter as its URL parameters, or, with neither, a selection. */
    albumId: uuid().references(() => albums.id, { onDelete: 'cascade' }),
    filter: jsonb().$type<Record<string, string | string[]>>(),
    /** The heading of a selection or a filter; an album has its own. */
    title: text().notNull().default(''),
    /** SHA-256 of the token, in hex: what a visitor's address is compared with. */
    tokenHash: text().notNull().unique(),
    /** The token sealed with the secret, so that its owner can copy the address again. */
    tokenSealed: text().notNull(),
    /** argon2id; null where no password is asked for. */
    passwordHash: text(),
    /** Raised by a change of the password: what was unlocked before is locked again. */
    version: integer().notNull().default(1),
    /** Null: it does not expire. */
    expiresAt: timestamp({ withTimezone: true }),
    allowDownload: boolean().notNull().default(false),
    showLocation: boolean().notNull().default(false),
    allowPicks: boolean().notNull().default(false),
    allowUpload: boolean().notNull().default(false),
    /** What guests may add at most. What they have added is counted (`guest_photos`). */
    maxGuestFiles: integer().notNull().default(500),
    maxGuestBytes: bigint({ mode: 'number' }).notNull().default(5_000_000_000),
    visits: bigint({ mode: 'number' }).notNull().default(0),
    lastVisitAt: timestamp({ withTimezone: true }),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    updatedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    index('share_links_owner').on(table.ownerId, table.createdAt, table.id),
    index('share_links_album').on(table.albumId),
    check('share_links_one_thing', sql`${table.albumId} is null or ${table.filter} is null`),
  ],
)

/** The photos of a link to a selection, in the order of the selection. */
export const shareLinkPhotos = pgTable(
  'share_link_photos',
  {
    linkId: uuid()
      .notNull()
      .references(() => shareLinks.id, { onDelete: 'cascade' }),
    photoId: uuid()
      .notNull()
      .references(() => photos.id, { onDelete: 'cascade' }),
    position: doublePrecision().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.linkId, table.photoId] }),
    index('share_link_photos_photo').on(table.photoId),
  ],
)

/** Visitors of a link who gave a name. The visitor's browser has the id sealed: the id alone lets nobody in. */
export const shareGuests = pgTable(
  'share_guests',
  {
    id: uuid().primaryKey().default(sql`gen_random_uuid()`),
    linkId: uuid()
      .notNull()
      .references(() => shareLinks.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [index('share_guests_link').on(table.linkId, table.id)],
)

/** Pictures that visitors marked, each with a short note. */
export const sharePicks = pgTable(
  'share_picks',
  {
    guestId: uuid()
      .notNull()
      .references(() => shareGuests.id, { onDelete: 'cascade' }),
    photoId: uuid()
      .notNull()
      .references(() => photos.id, { onDelete: 'cascade' }),
    note: text().notNull().default(''),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    updatedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.guestId, table.photoId] }), index('share_picks_photo').on(table.photoId)],
)

/** Photos that visitors of a link added; they belong to the link's owner. */
export const guestPhotos = pgTable(
  'guest_photos',
  {
    photoId: uuid()
      .primaryKey()
      .references(() => photos.id, { onDelete: 'cascade' }),
    linkId: uuid().references(() => shareLinks.id, { onDelete: 'set null' }),
    guestId: uuid().references(() => shareGuests.id, { onDelete: 'set null' }),
    /** Stays when the link is gone. */
    guestName: text().notNull(),
    addedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [index('guest_photos_link').on(table.linkId), index('guest_photos_guest').on(table.guestId)],
)

export type ShareLinkRow = typeof shareLinks.$inferSelect
