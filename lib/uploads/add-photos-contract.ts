import * as z from 'zod'
import { Photo, Visibility } from '../photos/contract'

/** What stands beside the files of `POST /photos` (multipart); it holds for all of them. Nothing here may import server code. */
export const AddPhotosFields = z.strictObject({
  visibility: Visibility.optional().describe('Who may see the photos: everybody, or their owner.'),
  album: z.uuid('is not an id').optional().describe('An album of one’s own to put them in.'),
  title: z.string().max(300, 'at most 300 characters').optional().describe('Title; may be empty.'),
  description: z.string().max(10_000, 'at most 10,000 characters').optional().describe('Description; may be empty.'),
  modifiedAt: z.iso
    .datetime({ offset: true, error: 'write a time such as 2023-08-10T14:03:00Z' })
    .optional()
    .describe("The files' own time: the guess at when they were taken where they do not say."),
})
export type AddPhotosFields = z.infer<typeof AddPhotosFields>

export const AddPhotosReply = z.strictObject({ photos: z.array(Photo).describe('How many photos.') })
