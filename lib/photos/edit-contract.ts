import * as z from 'zod'
import { Rotation, Visibility } from './contract'

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
