import { sql } from 'drizzle-orm'
import { index, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { shareLinks } from './shares'
import { users } from './users'

/** A zip that was asked for: which photos, for whom. The zip itself is made while it is sent; nothing is stored. */
export const downloads = pgTable(
  'downloads',
  {
    /** Random, not time-ordered: whoever was not logged in holds nothing but this id. */
    id: uuid().primaryKey().default(sql`gen_random_uuid()`),
    userId: uuid().references(() => users.id, { onDelete: 'cascade' }),
    /** Of a visitor of a share link: it works under that link only, and goes with it. */
    linkId: uuid().references(() => shareLinks.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    photoIds: uuid().array().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [index('downloads_created').on(table.createdAt), index('downloads_link').on(table.linkId)],
)
