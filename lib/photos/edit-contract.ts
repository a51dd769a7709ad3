import * as z from 'zod'
import { PhotoId, Rotation, Visibility } from './contract'

/** What a person may set on photos (`PATCH /photos/{id}`, `PATCH /photos`). Nothing here may import server code. */

/** Fields the file may say too: an edit can be taken back with `reset`. */
export const FILE_FIELDS = [
  'title',
  'description',
  'tags',
  'rating',
  'takenAt',
  'camera',
  'location',
  'place',
  'rotation',
] as const
export type FileField = (typeof FILE_FIELDS)[number]

const TAGS = 500

const title = z.string().max(300, 'at most 300 characters')
const description = z.string().max(10_000, 'at most 10,000 characters')
const tag = z.string().max(200, 'at most 200 characters')
const tags = z.array(tag).max(TAGS, `at most ${TAGS} tags`)
const rating = z
  .int('a whole number from −1 to 5')
  .min(-1, 'from −1 (rejected) to 5')
  .max(5, 'from −1 (rejected) to 5')
  .nullable()
const word = z.string().max(200, 'at most 200 characters').nullable().optional()
const amount = (most: number) => z.number().positive('more than 0').max(most, `at most ${most}`).nullable().optional()

/** Only what is given changes; `null` empties. Exposure in seconds, focal length in millimetres. */
const CameraEdit = z.strictObject({
  make: word.describe('Maker of the camera.'),
  model: word.describe('Model of the camera.'),
  lens: word.describe('Name of the lens.'),
  iso: z
    .int('a whole number')
    .min(1, 'from 1')
    .max(100_000_000, 'at most 100000000')
    .nullable()
    .optional()
    .describe('Sensitivity.'),
  aperture: amount(1000).describe('F-number.'),
  exposure: amount(1_000_000).describe('Seconds.'),
  focalLength: amount(100_000).describe('Millimetres.'),
})
export type CameraEdit = z.infer<typeof CameraEdit>

/** Degrees; altitude in metres. */
const LocationEdit = z.strictObject({
  latitude: z.number().min(-90, 'from -90 to 90').max(90, 'from -90 to 90').describe('Degrees north.'),
  longitude: z.number().min(-180, 'from -180 to 180').max(180, 'from -180 to 180').describe('Degrees east.'),
  altitude: z
    .number()
    .min(-20_000, 'from -20000')
    .max(1_000_000, 'at most 1000000')
    .nullable()
    .optional()
    .describe('Metres above the sea.'),
})
export type LocationEdit = z.infer<typeof LocationEdit>

/** Only what is given changes; `null` empties. */
const PlaceEdit = z.strictObject({
  town: word.describe('Town or village.'),
  region: word.describe('State, province or county.'),
  country: word.describe('Country.'),
  countryCode: z
    .string()
    .regex(/^[A-Z]{2}$/, 'two capital letters, such as DE')
    .nullable()
    .optional()
    .describe('Two letters (ISO 3166-1).'),
})
export type PlaceEdit = z.infer<typeof PlaceEdit>

export const UpdatePhoto = z
  .strictObject({
    title: title.optional().describe('Title; may be empty.'),
    description: description.optional().describe('Description; may be empty.'),
    tags: tags.optional().describe('All tags; others are taken away.'),
    visibility: Visibility.optional().describe('Who may see the photos: everybody, or their owner.'),
    favourite: z.boolean().optional().describe('Whether it is a favourite.'),
    archived: z.boolean().optional().describe('Whether it is in the archive.'),
    rating: rating.optional().describe('Stars, 0 to 5; −1 for rejected, null for none.'),
    takenAt: z
      .string()
      .max(40, 'write a time such as 2023-08-10T14:03:00+02:00')
      .nullable()
      .optional()
      .describe('`2023-08-10T14:03:00+02:00`, or without the offset where it is not known.'),
    camera: CameraEdit.nullable().optional().describe('What took it.'),
    location: LocationEdit.nullable()
      .optional()
      .describe('Where it was taken; null where nobody knows or the owner does not show it.'),
    place: PlaceEdit.nullable().optional().describe('Follows from the location unless it is set.'),
    rotation: Rotation.optional().describe(
      'Degrees clockwise that it is turned, beyond what the file says. The file stays as it is; the smaller pictures follow a moment later.',
    ),
    reset: z
      .array(z.enum(FILE_FIELDS))
      .max(FILE_FIELDS.length)
      .optional()
      .describe('Fields that go back to what the file says.'),
  })
  .meta({ id: 'UpdatePhoto' })
export type UpdatePhoto = z.infer<typeof UpdatePhoto>

/** Photos by id, or all own ones of a filter (the gallery's URL parameters). */
export const Select = z.union([
  z.strictObject({
    ids: z
      .array(PhotoId)
      .min(1, 'name at least one photo')
      .max(25_000, 'at most 25,000 ids; use a filter')
      .describe('Photos by id.'),
  }),
  z.strictObject({
    filter: z
      .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]))
      .describe('All own photos of a filter, as in the gallery’s address.'),
  }),
])
export type Select = z.infer<typeof Select>

export const BatchSet = z
  .strictObject({
    visibility: Visibility.optional().describe('Who may see the photos: everybody, or their owner.'),
    tags: z
      .strictObject({ add: tags.optional().describe('To add.'), remove: tags.optional().describe('To take away.') })
      .optional()
      .describe('Tags to add and to take away.'),
    album: z
      .strictObject({
        add: z.uuid('is not an id').optional().describe('To add.'),
        remove: z.uuid('is not an id').optional().describe('To take away.'),
      })
      .optional()
      .describe('Albums to put them in or take them out of.'),
    title: title.optional().describe('Title; may be empty.'),
    description: description.optional().describe('Description; may be empty.'),
    takenAt: z
      .strictObject({
        shift: z
          .string()
          .max(60)
          .describe('An ISO 8601 duration in weeks, days, hours, minutes and seconds; -PT1H goes back.'),
      })
      .optional()
      .describe('How far times move.'),
    location: LocationEdit.nullable()
      .optional()
      .describe('Where it was taken; null where nobody knows or the owner does not show it.'),
    place: PlaceEdit.nullable().optional().describe('The names of where it was taken.'),
    favourite: z.boolean().optional().describe('Whether it is a favourite.'),
    archived: z.boolean().optional().describe('Whether it is in the archive.'),
    rating: rating.optional().describe('Stars, 0 to 5; −1 for rejected, null for none.'),
    rotate: z
      .literal([90, 180, 270])
      .optional()
      .describe('Degrees clockwise that each is turned further; 270 is a quarter to the left.'),
  })
  .meta({ id: 'BatchSet' })
export type BatchSet = z.infer<typeof BatchSet>

export const UpdatePhotos = z
  .strictObject({
    select: Select.describe('Which photos.'),
    set: BatchSet.describe('What to change; only what is given changes.'),
    dryRun: z.boolean().optional().describe('Counts only and changes nothing.'),
  })
  .meta({ id: 'UpdatePhotos' })
export type UpdatePhotos = z.infer<typeof UpdatePhotos>

/** `POST /photos/delete`: into the trash, or for ever. */
export const DeletePhotos = z
  .strictObject({
    select: Select.describe('Which photos.'),
    permanent: z.boolean().optional().describe('For ever instead of into the trash.'),
    dryRun: z.boolean().optional().describe('Counts only and changes nothing.'),
  })
  .meta({ id: 'DeletePhotos' })
export type DeletePhotos = z.infer<typeof DeletePhotos>

export const RestorePhotos = z
  .strictObject({
    select: Select.describe('Which photos.'),
    dryRun: z.boolean().optional().describe('Counts only and changes nothing.'),
  })
  .meta({ id: 'RestorePhotos' })
export type RestorePhotos = z.infer<typeof RestorePhotos>

const PlaceWord = z.strictObject({
  word: z.string().describe('The name of a place.'),
  where: z.array(z.enum(['title', 'description', 'tags'])).describe('What says it.'),
  photos: z.int().describe('How many photos say it.'),
})
export type PlaceWord = z.infer<typeof PlaceWord>

/** How many photos were meant, and how many of them are different now (would be, in a dry run). */
export const BatchReply = z
  .strictObject({
    matched: z.int().describe('How many photos were meant.'),
    changed: z.int().describe('How many of them are different now, or would be.'),
    placeWords: z
      .array(PlaceWord)
      .optional()
      .describe(
        'In a dry run that makes photos public or private: names of their places that titles, descriptions and tags of those say that would change, which visitors read (would read, or do until then) whatever is shown of locations. At most 50.',
      ),
    undo: z
      .uuid()
      .optional()
      .describe(
        'For ten minutes `POST /photos/undo/{undo}` takes all of it back. Left out when there is nothing to take back.',
      ),
  })
  .meta({ id: 'BatchReply' })
export type BatchReply = z.infer<typeof BatchReply>

/** What an undo may leave as it was changed meanwhile. */
export const KEPT_FIELDS = ['title', 'description', 'rating', 'favourite', 'deletedAt'] as const
export type KeptField = (typeof KEPT_FIELDS)[number]

/** How many photos are as they were before, and what was changed meanwhile and stays so. */
export const UndoReply = BatchReply.omit({ placeWords: true, undo: true })
  .extend({
    kept: z
      .array(
        z.strictObject({
          id: z.uuid().describe('A photo.'),
          fields: z.array(z.enum(KEPT_FIELDS)).describe('Its fields that were changed again since, and stay so.'),
        }),
      )
      .optional()
      .describe(
        'Of a decision on duplicates: what was changed again since and is not taken back. Left out when that is nothing.',
      ),
  })
  .meta({ id: 'UndoReply' })
export type UndoReply = z.infer<typeof UndoReply>
