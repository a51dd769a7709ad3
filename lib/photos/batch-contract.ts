import * as z from 'zod'
import { PhotoId, Visibility } from './contract'
import { UpdatePhoto } from './edit-contract'

/** Changes of many photos at once (`PATCH /photos`, `POST /photos/delete`, …). Nothing here may import server code. */

const { title, description, favourite, archived, rating, location, place, tags, takenAt } = UpdatePhoto.shape

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
      .strictObject({ add: tags.describe('To add.'), remove: tags.describe('To take away.') })
      .optional()
      .describe('Tags to add and to take away.'),
    album: z
      .strictObject({
        add: z.uuid('is not an id').optional().describe('To add.'),
        remove: z.uuid('is not an id').optional().describe('To take away.'),
      })
      .optional()
      .describe('Albums to put them in or take them out of.'),
    title,
    description,
    takenAt: z
      .strictObject({
        shift: z
          .string()
          .max(60)
          .optional()
          .describe('An ISO 8601 duration in weeks, days, hours, minutes and seconds; -PT1H goes back.'),
        at: takenAt.describe(
          'The one moment of all: `2023-08-10T14:03:00+02:00`, or without the offset where it is not known; null for no date.',
        ),
      })
      .refine(({ shift, at }) => (shift === undefined) !== (at === undefined), 'give shift or at, and not both')
      .optional()
      .describe('How far times move, or when all were taken.'),
    location,
    place: place.describe('The names of where it was taken.'),
    favourite,
    archived,
    rating,
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
