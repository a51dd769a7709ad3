import { sql } from 'drizzle-orm'
import {
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
  smallint,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core'
import { users } from './users'

const bit128 = customType<{ data: string; driverData: string }>({ dataType: () => 'bit(128)' })

/** What the file itself says, kept beside the edits so that an edit can be taken back. */
export interface FileFields {
  title: string
  description: string
  tags: string[]
  rating: number | null
  takenLocal: string | null
  takenOffset: number | null
  camera: CameraFields
  location: { latitude: number; longitude: number; altitude: number | null } | null
}

/** Exposure in seconds, aperture as f-number, focal length in millimetres. */
export interface CameraFields {
  make: string | null
  model: string | null
  lens: string | null
  iso: number | null
  aperture: number | null
  exposure: number | null
  focalLength: number | null
}

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
    /** Fence: only the attempt that holds this id may commit. */
    attemptId: uuid(),
    visibility: text({ enum: ['private', 'public'] })
      .notNull()
      .default('private'),

    filename: text().notNull(),
    objectKey: text().notNull(),
    etag: text(),
    bytes: bigint({ mode: 'number' }).notNull(),
    mediaType: text().notNull(),
    /** What the client said; compared before anything is acknowledged. */
    declaredSha256: char({ length: 64 }),
    sha256: char({ length: 64 }),
    /** Counts contents of this photo: raised when the file is replaced; part of the renditions' keys. */
    revision: integer().notNull().default(1),

    /** As shown, orientation applied. */
    width: integer(),
    height: integer(),
    thumbWidth: integer(),
    thumbHeight: integer(),
    previewWidth: integer(),
    previewHeight: integer(),
    /** Base64 of the thumbhash. */
    placeholder: text(),
    hash: bit128(),

    title: text().notNull().default(''),
    description: text().notNull().default(''),
    tags: text().array().notNull().default(sql`'{}'::text[]`),
    favourite: boolean().notNull().default(false),
    rating: smallint(),
    /** Wall-clock time where the photo was taken, and its distance from UTC in minutes where known. */
    takenLocal: timestamp({ mode: 'string', precision: 3 }),
    takenOffset: smallint(),
    takenSort: timestamp({ mode: 'string', precision: 3 })
      .notNull()
      .generatedAlwaysAs(sql`coalesce(taken_local, (added_at at time zone 'UTC'))`),
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
    /** Names of the fields a person set; processing never overwrites them. */
    edited: text().array().notNull().default(sql`'{}'::text[]`),

    addedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    updatedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    uploadedAt: timestamp({ withTimezone: true }),
    processedAt: timestamp({ withTimezone: true }),
    deletedAt: timestamp({ withTimezone: true }),
  },
  (table) => [
    check('photos_rating', sql`${table.rating} between 0 and 5`),
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
    index('photos_unfinished').on(table.addedAt).where(sql`status = 'uploading'`),
    index('photos_trash')
      .on(table.ownerId, table.deletedAt.desc().nullsFirst(), table.id.desc().nullsFirst())
      .where(sql`deleted_at is not null`),
  ],
)

export type PhotoRow = typeof photos.$inferSelect
