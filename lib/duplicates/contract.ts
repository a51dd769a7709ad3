import * as z from 'zod'
import { BatchReply } from '../photos/batch-contract'
import { Photo, PhotoId } from '../photos/contract'

/** Of large groups a page holds only so many that they have no more photos together. */
export const MOST_PAGE_PHOTOS = 5_000

/** More photos of a group are neither shown nor decided on at once. */
export const MOST_PHOTOS = 100

const Kind = z
  .enum(['same_bytes', 'resaved', 'edited', 'burst', 'companion'])
  .describe(
    'same_bytes: one content; resaved: one picture, saved or scaled anew; edited: brightened, cropped, marked; burst: shots of one camera within seconds; companion: raw file and JPEG and other files of one shot.',
  )

export const GroupParams = z.object({ groupId: z.uuid().describe('The id of a group.') })

export const DuplicatesQuery = z.strictObject({
  kind: Kind.optional().describe(
    'Only these. Left out: same_bytes, resaved and edited, the duplicates; bursts and companions are none.',
  ),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(500)
    .default(20)
    .describe('The most groups of a page. Of large groups a page may hold fewer; next goes on.'),
  cursor: z.string().max(400).optional().describe('next of the page before; left out for the first.'),
  count: z.enum(['true', 'false']).optional().describe('Whether to say how many groups there are in all.'),
})
export type DuplicatesQuery = z.output<typeof DuplicatesQuery>

export const DIFFERENCES = ['size', 'pixels', 'format', 'date', 'place', 'camera', 'albums', 'source'] as const

export const DuplicateGroup = z
  .strictObject({
    id: z.uuid().describe('Its id. It changes when its first photo goes.'),
    kind: Kind,
    size: z
      .int()
      .describe(`How many photos it has. More than ${MOST_PHOTOS} are shown and decided on in several turns.`),
    newest: z.string().describe('When the last of its photos came.'),
    photos: z.array(Photo).describe('Its photos, with the owner’s albums that they are in; the proposed one first.'),
    pairs: z
      .array(
        z.strictObject({
          a: PhotoId.describe('A photo of the group.'),
          b: PhotoId.describe('Another one.'),
          distance: z.int().describe('In how many of 128 bits they differ: 0 is the same picture.'),
          kind: Kind,
        }),
      )
      .describe('Which of its photos look alike, the nearest first.'),
    differences: z.array(z.enum(DIFFERENCES)).describe('In what its photos differ.'),
    proposal: z
      .strictObject({
        keep: PhotoId.describe('The photo to keep.'),
        reason: z
          .enum([
            'original_there',
            'more_pixels',
            'more_metadata',
            'own_original',
            'older',
            'in_albums',
            'larger_file',
            'first',
          ])
          .describe('In what it is ahead of all others that are as good in what comes before.'),
      })
      .describe('What to keep, and why. Nobody has to follow it.'),
  })
  .meta({ id: 'DuplicateGroup' })
export type DuplicateGroup = z.infer<typeof DuplicateGroup>

export const DuplicatePage = z
  .strictObject({
    items: z.array(DuplicateGroup).describe('The groups with the newest photos first.'),
    next: z.string().nullable().describe('The cursor of the next page; null at the end.'),
    total: z.int().optional().describe('How many there are in all, where it was asked for.'),
  })
  .meta({ id: 'DuplicatePage' })
export type DuplicatePage = z.infer<typeof DuplicatePage>

const ids = z.array(PhotoId).min(1, 'name at least one photo').max(MOST_PHOTOS, `at most ${MOST_PHOTOS} photos`)

const undo = z
  .uuid()
  .transform((id) => id.toLowerCase())
  .optional()
  .describe(
    'A new id by which this can be taken back, so that it is known before the reply arrives. Left out, the server makes one.',
  )

export const ResolveDuplicates = z
  .strictObject({
    keep: ids.describe('Photos of the group that stay.'),
    action: z
      .enum(['trash', 'not_duplicates'])
      .describe(
        'trash: the others go to the trash, and what they had goes to those that are kept, which are no duplicates of each other from then on. not_duplicates: those that are kept are duplicates of nothing in the group, for good.',
      ),
    photos: ids
      .optional()
      .describe('All photos that were shown: refused with 409 where the group has other ones meanwhile.'),
    undo,
  })
  .meta({ id: 'ResolveDuplicates' })
export type ResolveDuplicates = z.output<typeof ResolveDuplicates>

const MERGED = ['title', 'description', 'tags', 'rating', 'favourite', 'albums'] as const
export type MergedField = (typeof MERGED)[number]

export const ResolveReply = z
  .strictObject({
    ...BatchReply.shape,
    items: z
      .array(
        z.strictObject({
          id: PhotoId.describe('The photo.'),
          outcome: z.enum(['kept', 'trashed', 'unchanged']).describe('What became of it.'),
          merged: z.array(z.enum(MERGED)).describe('What it has from others now.'),
          partly: z
            .array(z.enum(MERGED))
            .describe('What it has a part of: some of the albums or tags, while the others were withheld.'),
          withheld: z
            .array(z.enum(MERGED))
            .describe('What it was not given, because more people would see something of a private photo.'),
        }),
      )
      .describe('Each photo of the group.'),
  })
  .meta({ id: 'ResolveReply' })
export type ResolveReply = z.infer<typeof ResolveReply>

/** Kinds of which many groups can be decided on at once. */
export const SAFE_KINDS = ['same_bytes', 'resaved'] as const

export const ResolveSafe = z
  .strictObject({
    kind: z
      .enum(SAFE_KINDS)
      .describe(
        'Groups of this kind, and of those only the ones where nothing is lost: one content, or copies with fewer pixels of the one that is kept; all public or all private; date, place and camera of those that go are in the one that is kept.',
      ),
    dryRun: z.boolean().optional().describe('Only say what would happen.'),
    until: z.iso
      .datetime()
      .optional()
      .describe('Only groups whose photos were there at that time: `until` of the reply before.'),
    limit: z.int().min(1).max(100).default(50).describe('The most groups to look at.'),
    undo,
    cursor: z.string().max(400).optional().describe('next of the reply before; left out for the first.'),
  })
  .meta({ id: 'ResolveSafe' })
export type ResolveSafe = z.output<typeof ResolveSafe>

export const ResolveSafeReply = z
  .strictObject({
    ...BatchReply.shape,
    changed: z.int().describe('How many photos went to the trash, or would go.'),
    groups: z.int().describe('How many groups were decided on, or would be.'),
    left: z.int().describe('How many groups of this kind a person has to look at.'),
    until: z.string().describe('Send it along with the next one.'),
    next: z.string().nullable().describe('The cursor of the next groups; null at the end.'),
  })
  .meta({ id: 'ResolveSafeReply' })
export type ResolveSafeReply = z.infer<typeof ResolveSafeReply>
