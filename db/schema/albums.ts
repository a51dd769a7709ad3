import { sql } from 'drizzle-orm'
import { boolean, doublePrecision, index, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { photos } from './photos'
import { users } from './users'

/** Albums by hand, and smart ones (`filter`). */
export const albums = pgTable(
  'albums',
  {
    id: uuid().primaryKey().default(sql`uuidv7()`),
    ownerId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    title: text().notNull(),
    description: text().notNull().default(''),
    visibility: text({ enum: ['private', 'public'] })
      .notNull()
      .default('private'),
    /** A smart album: the saved filter as its URL parameters; null for an album made by hand. */
    filter: jsonb().$type<Record<string, string | string[]>>(),
    /** What its members see beyond the pictures: where they were taken, and originals without their metadata. */
    showLocation: boolean().notNull().default(false),
    allowOriginals: boolean().notNull().default(false),
    coverPhotoId: uuid().references(() => photos.id, { onDelete: 'set null' }),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    updatedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    /** When title, description or visibility last changed: all that others are told of the album's changes. */
    describedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [index('albums_owner').on(table.ownerId, table.id)],
)

/** Which photos an album by hand holds, and where. */
export const albumPhotos = pgTable(
  'album_photos',
  {
    albumId: uuid()
      .notNull()
      .references(() => albums.id, { onDelete: 'cascade' }),
    photoId: uuid()
      .notNull()
      .references(() => photos.id, { onDelete: 'cascade' }),
    /** Order by hand; gaps are fine. */
    position: doublePrecision().notNull(),
    addedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.albumId, table.photoId] }),
    index('album_photos_order').on(table.albumId, table.position, table.photoId),
    index('album_photos_photo').on(table.photoId),
  ],
)

/** People of this server with whom an album by hand is shared. */
export const albumMembers = pgTable(
  'album_members',
  {
    albumId: uuid()
      .notNull()
      .references(() => albums.id, { onDelete: 'cascade' }),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** A contributor also adds own photos. */
    role: text({ enum: ['viewer', 'contributor'] }).notNull(),
    addedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.albumId, table.userId] }),
    index('album_members_user').on(table.userId, table.albumId),
  ],
)

export type AlbumRow = typeof albums.$inferSelect
