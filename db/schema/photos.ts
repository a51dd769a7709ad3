import { getTableColumns, sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  bigint,
  boolean,
  char,
  check,
  customType,
  doublePrecision,
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
import type { FileFields } from './file-fields'
import { IS_SPHERE } from './is-sphere'
import { searchIndexes } from './search-indexes'
import { keyText, sources } from './sources'
import { users } from './users'
import { ZONE_TELLS_PLACE } from './zone-tells-place'

export type { CameraFields, FileFields } from './file-fields'

const bits = customType<{ data: string; driverData: string; config: { length: number }; configRequired: true }>({
  dataType: ({ length }) => `bit(${length})`,
})
const tsvector = customType<{ data: string; driverData: string }>({ dataType: () => 'tsvector' })

/** Photos, also those in the trash and those that are still uploaded. */
export const photos = pgTable(
  'photos',
  {
    id: uuid().primaryKey().default(sql`uuidv7()`),
    ownerId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    status: text({ enum: ['uploading', 'processing', 'ready', 'failed'] }).notNull(),
    /** Why it failed, as a sentence for its owner. */
    failure: text(),
    /** Shown although its file is slightly damaged. */
    damaged: boolean().notNull().default(false),
    attempts: integer().notNull().default(0),
    /** Fence: only the attempt that holds this id may commit. Of an unfinished upload: a request besides the one that made it counts on it. */
    attemptId: uuid(),
    visibility: text({ enum: ['private', 'public'] })
      .notNull()
      .default('private'),

    filename: text().notNull(),
    /** Where the original lies in our own store; of a source's photo a key under which nothing ever lies. */
    objectKey: text().notNull(),
    /** The source that holds the original, and its key there, taken literally. */
    sourceId: uuid().references(() => sources.id),
    sourceKey: keyText(),
    /** Since when the source has not held the original any more. */
    missingAt: timestamp({ withTimezone: true }),
    /** The owner's photo with the same content that was there before. */
    copyOf: uuid().references((): AnyPgColumn => photos.id, { onDelete: 'set null' }),
    etag: text(),
    bytes: bigint({ mode: 'number' }).notNull(),
    mediaType: text().notNull(),
    /** What the client said; compared before anything is acknowledged. */
    declaredSha256: char({ length: 64 }),
    sha256: char({ length: 64 }),
    /** Counts pictures of this photo: raised when the file is replaced and when it is turned; part of the renditions' keys. */
    revision: integer().notNull().default(1),

    /** Quarter turns clockwise that a person has given it, beyond what its file says. */
    turn: smallint().notNull().default(0),
    /** Those that the renditions, sizes and fingerprints below show: a job follows `turn`. */
    drawnTurn: smallint().notNull().default(0),
    /** As shown, orientation and `drawnTurn` applied. */
    width: integer(),
    height: integer(),
    thumbWidth: integer(),
    thumbHeight: integer(),
    previewWidth: integer(),
    previewHeight: integer(),
    /** Base64 of the thumbhash. */
    placeholder: text(),
    /** What looks alike is found by (docs/similar.md); null of what is not processed, and of a picture too flat to compare. */
    hash: bits({ length: 128 }),

    title: text().notNull().default(''),
    description: text().notNull().default(''),
    tags: text().array().notNull().default(sql`'{}'::text[]`),
    favourite: boolean().notNull().default(false),
    /** Put aside by its owner: out of the gallery, and still there for whoever asks. */
    archived: boolean().notNull().default(false),
    /** Stars; −1 is rejected. */
    rating: smallint(),
    /** Wall-clock time where the photo was taken, and its distance from UTC in minutes where known. */
    takenLocal: timestamp({ mode: 'string', precision: 3 }),
    takenOffset: smallint(),
    /** The file's own time where it is believable (`believableFileTime`): a guess at when it was taken, for files that do not say. */
    fileModifiedAt: timestamp({ withTimezone: true, precision: 3 }),
    /** Taken, else the guess (in UTC) unless a person has set or emptied the date; `-infinity` without a date. */
    takenSort: timestamp({ mode: 'string', precision: 3 })
      .notNull()
      .generatedAlwaysAs(
        sql`coalesce(taken_local, case when not ('takenAt' = any (edited)) then (file_modified_at at time zone 'UTC') end, '-infinity'::timestamp)`,
      ),
    cameraMake: text(),
    cameraModel: text(),
    lens: text(),
    iso: integer(),
    aperture: doublePrecision(),
    exposure: doublePrecision(),
    focalLength: doublePrecision(),
    latitude: doublePrecision(),
    longitude: doublePrecision(),
    altitude: doublePrecision(),
    town: text(),
    region: text(),
    country: text(),
    countryCode: char({ length: 2 }),
    exif: jsonb().$type<Record<string, unknown>>(),
    fileFields: jsonb().$type<FileFields>(),
    /** What the file says without its sidecar; null while there is none, and `fileFields` is all. */
    ownFields: jsonb().$type<FileFields>(),
    /** Names of the fields a person set; processing never overwrites them. */
    edited: text().array().notNull().default(sql`'{}'::text[]`),

    addedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    updatedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    uploadedAt: timestamp({ withTimezone: true }),
    processedAt: timestamp({ withTimezone: true }),
    deletedAt: timestamp({ withTimezone: true }),

    /** The offset was found out by satellites and not named by the file or a person: it tells where the photo was taken, as its place does. */
    zoneTellsPlace: boolean().notNull().generatedAlwaysAs(ZONE_TELLS_PLACE),

    /** A full sphere, to be looked around in. */
    sphere: boolean().notNull().generatedAlwaysAs(IS_SPHERE),

    // What searches compare with. No row that is read carries these: see `photoRowColumns`.
    search: tsvector().generatedAlwaysAs(
      sql`public.search_column(title, description, tags, camera_make, camera_model, lens, town, region, country, filename)`,
    ),
    tagsFolded: text().array().generatedAlwaysAs(sql`public.search_tags(tags)`),
    /** The finer fingerprint that confirms what `hash` finds; null of photos that nobody has looked at for it yet. */
    detail: bits({ length: 512 }),
  },
  (table) => [
    ...searchIndexes(table),
    check('photos_source', sql`(${table.sourceId} is null) = (${table.sourceKey} is null)`),
    /** One photo for a key, but for those that were there before and are missing. */
    uniqueIndex('photos_source_present')
      .on(table.sourceId, table.sourceKey)
      .where(sql`source_id is not null and missing_at is null`),
    index('photos_source_key').on(table.sourceId, table.sourceKey).where(sql`source_id is not null`),
    index('photos_copy_of').on(table.copyOf).where(sql`copy_of is not null`),
    index('photos_missing').on(table.sourceId, table.missingAt).where(sql`missing_at is not null`),
    check('photos_rating', sql`${table.rating} between -1 and 5`),
    check('photos_turn', sql`${table.turn} between 0 and 3 and ${table.drawnTurn} between 0 and 3`),
    check(
      'photos_ready_has_size',
      sql`${table.status} <> 'ready' or (${table.width} > 0 and ${table.sha256} is not null)`,
    ),
    index('photos_owner_taken')
      .on(table.ownerId, table.takenSort.desc().nullsFirst(), table.id.desc().nullsFirst())
      .where(sql`deleted_at is null`),
    index('photos_public_taken')
      .on(table.takenSort.desc().nullsFirst(), table.id.desc().nullsFirst())
      .where(sql`visibility = 'public' and status = 'ready' and deleted_at is null`),
    index('photos_owner_sha256').on(table.ownerId, table.sha256),
    /** To the second, as the file says: a picture that is kept from others is known again under another name, saved again. */
    index('photos_kept_taken')
      .on(table.ownerId, sql`left(replace(coalesce(own_fields, file_fields) ->> 'takenLocal', 'T', ' '), 19)`)
      .where(sql`visibility = 'private' or deleted_at is not null`),
    /** By size: nothing else tells of one without a time that was written into. */
    index('photos_kept_size')
      .on(table.ownerId, table.width, table.height)
      .where(sql`visibility = 'private' or deleted_at is not null`),
    /** Shots in a row, by what their files say (`shots_around`). */
    index('photos_shots')
      .on(table.ownerId, sql`replace(coalesce(own_fields, file_fields) ->> 'takenLocal', 'T', ' ')`)
      .where(sql`status = 'ready' and deleted_at is null`),
    index('photos_unfinished').on(table.addedAt).where(sql`status = 'uploading'`),
    index('photos_owner_unfinished').on(table.ownerId, table.declaredSha256).where(sql`status = 'uploading'`),
    index('photos_undescribed').on(table.id).where(sql`status = 'ready' and detail is null`),
    index('photos_trash')
      .on(table.ownerId, table.deletedAt.desc().nullsFirst(), table.id.desc().nullsFirst())
      .where(sql`deleted_at is not null`),
  ],
)

const { search, tagsFolded, detail, ...rowColumns } = getTableColumns(photos)

/** What `select` and `returning` ask for where a whole photo is meant: all but the columns of searches. */
export const photoRowColumns = rowColumns

export type PhotoRow = Omit<typeof photos.$inferSelect, 'search' | 'tagsFolded' | 'detail'>

/**
 * The hash of each photo under the keys of its bands (db/functions/similar.sql keeps it): who looks for a hash reads this alone. Its rows
 * go with the photo by the trigger, which knows their keys; a foreign key would need an index more.
 */
export const photoBands = pgTable(
  'photo_bands',
  {
    key: integer().notNull(),
    photoId: uuid().notNull(),
    hash: bits({ length: 128 }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.key, table.photoId] })],
)

/** What a photo of a source held before it was saved again there: who may see it is known. */
export const pastContents = pgTable(
  'past_contents',
  {
    photoId: uuid()
      .notNull()
      .references(() => photos.id, { onDelete: 'cascade' }),
    sha256: char({ length: 64 }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.photoId, table.sha256] }), index('past_contents_sha256').on(table.sha256)],
)

/** Contents of uploads that were deleted for ever: found again in a source, they are for their owner alone. Their SHA-256 and nothing else. */
export const goneContents = pgTable(
  'gone_contents',
  {
    ownerId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    sha256: char({ length: 64 }).notNull(),
    goneAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.ownerId, table.sha256] })],
)
