import * as z from 'zod'
import { AddPhotosReply } from '../uploads/add-photos-contract'

/** The sample set on the wire. Both sides parse with these; nothing here may import server code. */

/** What there is of it in one's own library. */
export const Samples = z
  .strictObject({ photos: z.int().describe('Sample photos among one’s own, those in the trash included.') })
  .meta({ id: 'Samples' })
export type Samples = z.infer<typeof Samples>

export const AddedSamples = z
  .strictObject({
    photos: z.int().describe('Photos of the set; they are private, and processed as any upload.'),
    album: AddPhotosReply.shape.album.describe('The album that they were put in.'),
  })
  .meta({ id: 'AddedSamples' })
export type AddedSamples = z.infer<typeof AddedSamples>

export const DiscardedSamples = z
  .strictObject({
    photos: z.int().describe('Photos that are gone for ever, with their files and all that was changed on them.'),
    albums: z.int().describe('Albums of the set that held nothing else, and went with them.'),
  })
  .meta({ id: 'DiscardedSamples' })
export type DiscardedSamples = z.infer<typeof DiscardedSamples>
