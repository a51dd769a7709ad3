import { sql } from 'drizzle-orm'
import { bigint, char, index, integer, pgTable, primaryKey, smallint, text, timestamp, uuid } from 'drizzle-orm/pg-core'

// Kept by the triggers of db/functions/facts.sql; what each holds stands in the file of its name there.

const audience = smallint().notNull()
const n = bigint({ mode: 'number' }).notNull()

/** Counters: differences of the number of photos with a value. */
export const photoCounts = pgTable(
  'photo_counts',
  {
    /** The nil id gathers everybody's. */
    ownerId: uuid().notNull(),
    audience,
    facet: text().notNull(),
    value: text().notNull(),
    n,
  },
  (table) => [
    index('photo_counts_owner').on(table.ownerId, table.facet, table.audience, table.value),
    index('photo_counts_owners').on(table.audience, table.ownerId).where(sql`facet = 'all'`),
  ],
)

/** Counters of photos that are alike in what filters compare most. */
export const photoGroups = pgTable(
  'photo_groups',
  {
    ownerId: uuid().notNull(),
    audience,
    /** Hash of all that follows; folding compares the columns themselves. */
    key: bigint({ mode: 'bigint' }).notNull(),
    month: timestamp().notNull(),
    town: text(),
    region: text(),
    country: text(),
    countryCode: text(),
    camera: text(),
    lens: text(),
    mediaType: text().notNull(),
    /** The map's cell at level 10: 1024 columns around the world, Web Mercator. */
    cellX: integer(),
    cellY: integer(),
    n,
    /** Millionths of a degree. */
    latitudeSum: bigint({ mode: 'number' }),
    longitudeSum: bigint({ mode: 'number' }),
  },
  (table) => [
    index('photo_groups_owner').on(table.ownerId, table.audience, table.key),
    index('photo_groups_world').on(table.ownerId).where(sql`audience = 2`),
  ],
)

/** Counters of photos in cells of the map. */
export const photoCells = pgTable(
  'photo_cells',
  {
    ownerId: uuid().notNull(),
    audience,
    x: integer().notNull(),
    y: integer().notNull(),
    n,
    latitudeSum: bigint({ mode: 'number' }).notNull(),
    longitudeSum: bigint({ mode: 'number' }).notNull(),
  },
  (table) => [index('photo_cells_owner').on(table.ownerId, table.audience, table.x, table.y)],
)

/** Spellings of the names that photos hold. */
export const photoNames = pgTable(
  'photo_names',
  { facet: text().notNull(), name: text().notNull(), folded: text().notNull() },
  (table) => [
    primaryKey({ name: 'photo_names_pkey', columns: [table.facet, table.name, table.folded] }),
    index('photo_names_folded').on(table.facet, table.folded),
  ],
)

/** Owners with differences that are to be folded; may name one several times. */
export const photoCountsUnfolded = pgTable('photo_counts_unfolded', { ownerId: uuid().notNull() })

/** Which text of each file of db/functions was run last. */
export const appliedFunctions = pgTable('applied_functions', {
  file: text().primaryKey(),
  sha256: char({ length: 64 }).notNull(),
  appliedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
})
