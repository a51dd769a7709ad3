import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  char,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core'
import { users } from './users'

/*
 * Duplicates among one's own photos (docs/duplicates.md). Nothing here but a person's word is more than can be found out again. No row
 * refers to a photo by a foreign key: its check would wait for photos that others hold, who may wait for these tables.
 */

/** What two photos of one owner are to each other. */
export const DUPLICATE_KINDS = ['same_bytes', 'resaved', 'edited', 'burst', 'companion'] as const

/** Photos that came, went or changed since their groups were made; rows are only added, and taken by the job. */
export const duplicateWork = pgTable(
  'duplicate_work',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    ownerId: uuid().notNull(),
    photoId: uuid().notNull(),
    /** Whether it must be looked for again; else it only went to the trash or came back. */
    search: boolean().notNull(),
  },
  (table) => [index('duplicate_work_owner').on(table.ownerId, table.id)],
)

/** Two finished photos of one owner that look alike, those in the trash too. */
export const duplicatePairs = pgTable(
  'duplicate_pairs',
  {
    ownerId: uuid().notNull(),
    a: uuid().notNull(),
    b: uuid().notNull(),
    /** In how many of 128 bits they differ. */
    distance: smallint().notNull(),
    kind: text({ enum: DUPLICATE_KINDS }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.a, table.b] }),
    index('duplicate_pairs_b').on(table.b),
    check('duplicate_pairs_order', sql`${table.a} < ${table.b}`),
  ],
)

/** Contents of which their owner said that they are no duplicates: by SHA-256, so that it holds whatever becomes of the photos. */
export const notDuplicates = pgTable(
  'not_duplicates',
  {
    ownerId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    a: char({ length: 64 }).notNull(),
    b: char({ length: 64 }).notNull(),
    decidedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.ownerId, table.a, table.b] }),
    check('not_duplicates_order', sql`${table.a} <= ${table.b}`),
  ],
)

/** What hangs together by pairs of one sort, without the trash and what was said to be no duplicates. */
export const duplicateGroups = pgTable(
  'duplicate_groups',
  {
    /** Made of the sort and the least id of its photos. */
    id: uuid().primaryKey(),
    ownerId: uuid().notNull(),
    sort: text({ enum: ['duplicate', 'burst', 'companion'] }).notNull(),
    /** The loosest among its pairs. */
    kind: text({ enum: DUPLICATE_KINDS }).notNull(),
    /** When the last of its photos came. */
    newest: timestamp({ withTimezone: true }).notNull(),
    size: integer().notNull(),
  },
  (table) => [
    index('duplicate_groups_sort').on(table.ownerId, table.sort, table.newest, table.id),
    index('duplicate_groups_kind').on(table.ownerId, table.kind, table.newest, table.id),
  ],
)

/** A photo may stand in one group of each sort. */
export const duplicateMembers = pgTable(
  'duplicate_members',
  {
    groupId: uuid()
      .notNull()
      .references(() => duplicateGroups.id, { onDelete: 'cascade' }),
    photoId: uuid().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.groupId, table.photoId] }),
    index('duplicate_members_photo').on(table.photoId),
  ],
)
