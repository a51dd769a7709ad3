import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  char,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { Likeness, SidecarFields } from './file-fields'
import { users } from './users'

/** Keys compare byte by byte, as a store lists them. */
export const keyText = customType<{ data: string; driverData: string }>({ dataType: () => 'text collate "C"' })
const count = () => bigint({ mode: 'number' }).notNull().default(0)

/** A bucket or folder that is shown in place; never written to. */
export const sources = pgTable(
  'sources',
  {
    id: uuid().primaryKey().default(sql`uuidv7()`),
    ownerId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    kind: text({ enum: ['s3', 'directory'] }).notNull(),
    endpoint: text(),
    /** Where browsers reach the same store; null: originals pass through Albumen. */
    publicEndpoint: text(),
    region: text(),
    bucket: text(),
    prefix: text().notNull().default(''),
    pathStyle: boolean().notNull().default(true),
    /** Access keys, encrypted (lib/sources/ground/credentials.ts). */
    credentials: text(),
    /** Folder on the server, below one of SOURCE_ROOTS. */
    path: text(),
    /** Tells the folder from the bare mount point of its disk; noted by the first scan. */
    rootId: text(),
    /** The same of folders below it that may be mount points of their own: their keys, and what told them apart. */
    places: jsonb().$type<Record<string, string>>().notNull().default({}),
    /** Folders whose disk seems not to be mounted, and since when: what has come there later proves nothing. */
    awaySince: jsonb().$type<Record<string, string>>().notNull().default({}),
    visibility: text({ enum: ['private', 'public'] })
      .notNull()
      .default('private'),
    /** Objects read at the same time, and bytes a second at most. */
    concurrency: integer().notNull().default(4),
    bytesPerSecond: bigint({ mode: 'number' }),
    /** Minutes from scan to scan; null: only by hand and by events. */
    rescanMinutes: integer().default(1440),
    /** Days after which what is missing is forgotten; null: only by hand. */
    forgetAfterDays: integer(),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    updatedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    /** Being forgotten: gone for its owner, a job removes its photos from the library. */
    deletedAt: timestamp({ withTimezone: true }),
  },
  (table) => [index('sources_owner').on(table.ownerId, table.id)],
)

/** Something that a scan names for the owner of its source. */
export interface ScanNote {
  /**
   * `uncertain`: other content than before, and nothing tells whether it is the same picture. `kept_private`: its content is kept private
   * elsewhere. `closed`: a folder that may not be read. `away`: a folder whose disk seems not to be mounted.
   */
  kind: 'uncertain' | 'kept_private' | 'closed' | 'away'
  /** Of the object, or of the folder with its slash. */
  key: string
  photoId: string | null
}

/** One walk through a source. At most one is running or paused. */
export const sourceScans = pgTable(
  'source_scans',
  {
    id: uuid().primaryKey().default(sql`uuidv7()`),
    sourceId: uuid()
      .notNull()
      .references(() => sources.id, { onDelete: 'cascade' }),
    status: text({ enum: ['running', 'paused', 'stopped', 'done'] }).notNull(),
    /** Why it paused or stopped, as a sentence; null when a person asked. */
    reason: text(),
    /** Set when a pause ends by itself. */
    resumeAt: timestamp({ withTimezone: true }),
    /** Paused because everything seems to be away: its owner may say that it was deleted. */
    asksGone: boolean().notNull().default(false),
    /** Folders of which its owner has said so, the whole as the empty one: what this scan does not find there is gone. */
    goneAccepted: jsonb().$type<string[]>().notNull().default([]),
    /** Pauses in a row without progress between them: each waits longer. */
    troubles: smallint().notNull().default(0),
    /** The last key of the last page that was compared wholly. */
    cursor: keyText(),
    listedAll: boolean().notNull().default(false),
    listed: count(),
    added: count(),
    changed: count(),
    moved: count(),
    missing: count(),
    ready: count(),
    failed: count(),
    skipped: count(),
    /** Bytes of what was found new or changed, and of what of it was read. */
    bytesFound: count(),
    bytesRead: count(),
    requests: count(),
    /** What its owner should look at: how much there is, and the first of it. */
    noted: count(),
    notes: jsonb().$type<ScanNote[]>().notNull().default([]),
    startedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    finishedAt: timestamp({ withTimezone: true }),
  },
  (table) => [
    index('source_scans_source').on(table.sourceId, table.id.desc().nullsFirst()),
    uniqueIndex('source_scans_open').on(table.sourceId).where(sql`status in ('running', 'paused')`),
  ],
)

/** Every key known in a source, photo or not. A scan writes only to the rows of what differs. */
export const sourceObjects = pgTable(
  'source_objects',
  {
    sourceId: uuid()
      .notNull()
      .references(() => sources.id, { onDelete: 'cascade' }),
    key: keyText().notNull(),
    etag: text().notNull(),
    bytes: bigint({ mode: 'number' }).notNull(),
    modifiedAt: timestamp({ withTimezone: true }).notNull(),
    /** What the key says it is; `unknown`: only the first bytes can tell. */
    kind: text({ enum: ['photo', 'raw', 'video', 'sidecar', 'unknown', 'ignored', 'unsupported'] }).notNull(),
    /** `hidden`: its photo was deleted for ever; no scan brings it back. */
    state: text({ enum: ['pending', 'done', 'failed', 'hidden'] }).notNull(),
    /** Why it failed or is not shown, as a sentence for its owner. */
    failure: text(),
    /** Failed for a reason that may pass: the next scan tries again. */
    again: boolean().notNull().default(false),
    attempts: smallint().notNull().default(0),
    /** The reader that has taken it; null while it waits. */
    lane: smallint(),
    /** Chosen before the first read, so that a second run writes the same. Not a foreign key: it may not be there yet. */
    photoId: uuid(),
    /** The photo that was here and has followed its content to another key, until what is here now has been read. */
    formerPhotoId: uuid(),
    /** The scan that found it new or changed. */
    scanId: uuid(),
    /** The scan whose listing it was absent from; `missing_at` follows once the listing has ended. */
    absentScan: uuid(),
    missingAt: timestamp({ withTimezone: true }),
    /** Of what is hidden; and of what waits with other content than before, read once already to compare it. */
    sha256: char({ length: 64 }),
    /** Only of a sidecar: what it says. */
    sidecar: jsonb().$type<SidecarFields>(),
    addedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.sourceId, table.key] }),
    index('source_objects_pending').on(table.sourceId, table.key).where(sql`state = 'pending'`),
    index('source_objects_unread').on(table.sourceId, table.key).where(sql`state = 'pending' and sha256 is null`),
    /** Sidecars are found whatever their case. The beginning of a key: lower case may be longer, and an index has its limit. */
    index('source_objects_lower').on(table.sourceId, sql`lower(left(key, 500) collate "pg_unicode_fast")`),
    index('source_objects_absent').on(table.sourceId, table.key).where(sql`absent_scan is not null`),
    index('source_objects_failed').on(table.sourceId, table.key).where(sql`state = 'failed'`),
    index('source_objects_unshown')
      .on(table.sourceId, table.kind, table.key)
      .where(sql`kind not in ('photo', 'sidecar')`),
    index('source_objects_photo').on(table.photoId).where(sql`photo_id is not null`),
    index('source_objects_hidden').on(table.sourceId, table.sha256).where(sql`sha256 is not null`),
  ],
)

/** Contents that are no longer in the library and were not for everybody: what a scan may bring back of them, and for whom. */
export const hiddenContents = pgTable(
  'hidden_contents',
  {
    sourceId: uuid()
      .notNull()
      .references(() => sources.id, { onDelete: 'cascade' }),
    sha256: char({ length: 64 }).notNull(),
    /** Where it was: what lies there next may be the same picture, saved again. */
    key: keyText().notNull().default(''),
    /** Forgotten while it was missing, and private: it comes back, but private. Else it was deleted for ever, and stays away. */
    forgotten: boolean().notNull().default(false),
    likeness: jsonb().$type<Likeness>(),
  },
  (table) => [
    primaryKey({ columns: [table.sourceId, table.sha256, table.key] }),
    index('hidden_contents_key').on(table.sourceId, table.key),
    index('hidden_contents_taken').on(
      table.sourceId,
      sql`left(replace(likeness -> 'fields' ->> 'takenLocal', 'T', ' '), 19)`,
    ),
  ],
)

/** Keys about which an event told something, until the source has been asked for them. */
export const sourceHints = pgTable(
  'source_hints',
  {
    sourceId: uuid()
      .notNull()
      .references(() => sources.id, { onDelete: 'cascade' }),
    key: keyText().notNull(),
    /** Counts how often it was told: a hint that came while the source was asked is not taken for done. */
    told: integer().notNull().default(1),
  },
  (table) => [primaryKey({ columns: [table.sourceId, table.key] })],
)

export type SourceRow = typeof sources.$inferSelect
export type ScanRow = typeof sourceScans.$inferSelect
export type SourceObjectRow = typeof sourceObjects.$inferSelect
