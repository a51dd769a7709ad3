import * as z from 'zod'
import { trimmed } from '../media/plain-text'
import { Select } from '../photos/batch-contract'

export const RequestDownload = z
  .strictObject({
    select: Select.describe('Which photos.'),
    name: z.string().overwrite(trimmed).min(1).max(120).optional().describe("The zip's name, without `.zip`."),
  })
  .meta({ id: 'RequestDownload' })
export type RequestDownload = z.output<typeof RequestDownload>

export const Download = z
  .strictObject({
    url: z.string().describe('Where the zip is streamed from.'),
    photos: z.int().describe('How many photos.'),
    bytes: z.int().describe('Size of the originals together.'),
    expiresAt: z.string().describe('When it ends.'),
  })
  .meta({ id: 'Download' })
export type Download = z.infer<typeof Download>
