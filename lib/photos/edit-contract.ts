import * as z from 'zod'
import { PhotoId, Visibility } from './contract'

/** What a person may set on photos (`PATCH /photos/{id}`, `PATCH /photos`). Nothing here may import server code. */

/** Fields the file may say too: an edit can be taken back with `reset`. */
export const FILE_FIELDS = ['title', 'description', 'tags', 'rating', 'takenAt', 'camera', 'location', 'place'] as const
export type FileField = (typeof FILE_FIELDS)[number]

const TAGS = 500

const title = z.string().max(300, 'at most 300 characters')
const description = z.string().max(10_000, 'at most 10,000 characters')
const tag = z.string().max(200, 'at most 200 characters')
const tags = z.array(tag).max(TAGS, `at most ${TAGS} tags`)
const rating = z.int('a whole number from 0 to 5').min(0, 'from 0 to 5').max(5, 'from 0 to 5').nullable()
const word = z.string().max(200, 'at most 200 characters').nullable().optional()
const amount = (most: number) => z.number().positive('more than 0').max(most, `at most ${most}`).nullable().optional()

/** Only what is given changes; `null` empties. Exposure in seconds, focal length in millimetres. */
const CameraEdit = z.strictObject({
  make: word,
  model: word,
  lens: word,
  iso: z.int('a whole number').min(1, 'from 1').max(100_000_000, 'at most 100000000').nullable().optional(),
  aperture: amount(1000),
  exposure: amount(1_000_000),
  focalLength: amount(100_000),
})
export type CameraEdit = z.infer<typeof CameraEdit>

/** Degrees; altitude in metres. */
const LocationEdit = z.strictObject({
  latitude: z.number().min(-90, 'from -90 to 90').max(90, 'from -90 to 90'),
  longitude: z.number().min(-180, 'from -180 to 180').max(180, 'from -180 to 180'),
  altitude: z.number().min(-20_000, 'from -20000').max(1_000_000, 'at most 1000000').nullable().optional(),
})
export type LocationEdit = z.infer<typeof LocationEdit>

/** Only what is given changes; `null` empties. */
const PlaceEdit = z.strictObject({
  town: word,
  region: word,
  country: word,
  countryCode: z
    .string()
    .regex(/^[A-Z]{2}$/, 'two capital letters, such as DE')
    .nullable()
    .optional(),
})
export type PlaceEdit = z.infer<typeof PlaceEdit>

export const UpdatePhoto = z.strictObject({
  title: title.optional(),
  description: description.optional(),
  tags: tags.optional(),
  visibility: Visibility.optional(),
  favourite: z.boolean().optional(),
  rating: rating.optional(),
  /** `2023-08-10T14:03:00+02:00`, or without the offset where it is not known. */
  takenAt: z.string().max(40, 'write a time such as 2023-08-10T14:03:00+02:00').nullable().optional(),
  camera: CameraEdit.nullable().optional(),
  location: LocationEdit.nullable().optional(),
  /** Follows from the location unless it is set. */
  place: PlaceEdit.nullable().optional(),
  /** Fields that go back to what the file says. */
  reset: z.array(z.enum(FILE_FIELDS)).max(FILE_FIELDS.length).optional(),
})
export type UpdatePhoto = z.infer<typeof UpdatePhoto>

/** Photos by id, or all own ones of a filter (the gallery's URL parameters). */
export const Select = z.union([
  z.strictObject({
    ids: z.array(PhotoId).min(1, 'name at least one photo').max(25_000, 'at most 25,000 ids; use a filter'),
  }),
  z.strictObject({ filter: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])) }),
])
export type Select = z.infer<typeof Select>

export const BatchSet = z.strictObject({
  visibility: Visibility.optional(),
  tags: z.strictObject({ add: tags.optional(), remove: tags.optional() }).optional(),
  album: z
    .strictObject({ add: z.uuid('is not an id').optional(), remove: z.uuid('is not an id').optional() })
    .optional(),
  title: title.optional(),
  description: description.optional(),
  /** An ISO 8601 duration in weeks, days, hours, minutes and seconds; `-PT1H` goes back. */
  takenAt: z.strictObject({ shift: z.string().max(60) }).optional(),
  location: LocationEdit.nullable().optional(),
  place: PlaceEdit.nullable().optional(),
  favourite: z.boolean().optional(),
  rating: rating.optional(),
})
export type BatchSet = z.infer<typeof BatchSet>

export const UpdatePhotos = z.strictObject({ select: Select, set: BatchSet, dryRun: z.boolean().optional() })
export type UpdatePhotos = z.infer<typeof UpdatePhotos>

/** `POST /photos/delete`: into the trash, or for ever. */
export const DeletePhotos = z.strictObject({
  select: Select,
  permanent: z.boolean().optional(),
  dryRun: z.boolean().optional(),
})
export type DeletePhotos = z.infer<typeof DeletePhotos>

export const RestorePhotos = z.strictObject({ select: Select, dryRun: z.boolean().optional() })
export type RestorePhotos = z.infer<typeof RestorePhotos>

/** How many photos were meant, and how many of them are different now (would be, in a dry run). */
export const BatchReply = z.strictObject({
  matched: z.int(),
  changed: z.int(),
  /** For ten minutes `POST /photos/undo/{undo}` takes all of it back. Left out when there is nothing to take back. */
  undo: z.uuid().optional(),
})
export type BatchReply = z.infer<typeof BatchReply>
