import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { users } from './users'

/** A change of many photos that its maker can take back for some minutes. */
export const batchUndos = pgTable(
  'batch_undos',
  {
    id: uuid().primaryKey().default(sql`uuidv7()`),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [index('batch_undos_user').on(table.userId, table.createdAt)],
)

/** One changed photo: the columns as they were, and those that the batch was about as it left them. */
export interface UndoneRow {
  id: string
  before: Record<string, unknown>
  after: Record<string, unknown>
}

/** What a batch changed, some thousand photos to a row: undoing reads little and rows of photos stay as narrow as they are. */
export const batchUndoParts = pgTable(
  'batch_undo_parts',
  {
    undoId: uuid()
      .notNull()
      .references(() => batchUndos.id, { onDelete: 'cascade' }),
    part: integer().notNull(),
    /**
     * Columns of photos, taken back all or nothing, or each for itself (`fields`); photos put into or taken out of an album; or pairs that were said
     * to be no duplicates.
     */
    kind: text({ enum: ['columns', 'fields', 'added', 'removed', 'apart'] }).notNull(),
    albumId: uuid(),
    rows: jsonb().$type<UndoneRow[]>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.undoId, table.part] })],
)
