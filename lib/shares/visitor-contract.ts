import * as z from 'zod'
import { trimmed } from '../media/plain-text'
import { PhotoId } from '../photos/contract'

/** Shapes of share links for their visitors. Both sides parse with them; nothing here may import server code. */

export const TokenParam = z.string().max(100).describe('The token in the path: the last part of the link’s address.')

export const UnlockLink = z
  .strictObject({ password: z.string().min(1, 'type the password').max(1024).describe('The link’s password.') })
  .meta({ id: 'UnlockLink' })
export type UnlockLink = z.output<typeof UnlockLink>

export const SharedLink = z
  .strictObject({
    title: z.string().describe('The heading; may be empty.'),
    description: z.string().describe('The album’s description; may be empty.'),
    owner: z.strictObject({ name: z.string().describe('What the owner is called.') }).describe('Who shares it.'),
    count: z.int().nullable().describe('How many photos it opens; null where counting takes too long.'),
    from: z.string().nullable().describe('Day of the oldest photo.'),
    to: z.string().nullable().describe('Day of the newest photo.'),
    cover: z
      .strictObject({
        photoId: z.string().describe('The photo.'),
        url: z.string().describe('Address of its thumb.'),
        width: z.int().describe('Pixels.'),
        height: z.int().describe('Pixels.'),
        placeholder: z.string().nullable().describe('A ThumbHash in base64.'),
      })
      .nullable()
      .describe('The picture that stands for it.'),
    hasPassword: z.boolean().describe('Whether it asked for a password.'),
    expiresAt: z.string().nullable().describe('When it ends; null for never.'),
    allowDownload: z.boolean().describe('Originals without metadata, and zips, can be had.'),
    showLocation: z.boolean().describe('It shows where the photos were taken.'),
    allowPicks: z.boolean().describe('Photos can be marked.'),
    allowUpload: z.boolean().describe('Photos can be added.'),
  })
  .meta({ id: 'SharedLink' })
export type SharedLink = z.infer<typeof SharedLink>

export const SharedPhotosQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(500).default(100).describe('The most items of a page.'),
  cursor: z.string().max(1_000).optional().describe('next of the page before; left out for the first.'),
  picked: z.literal('true').optional().describe('Only what this visitor has marked; where the link has marks.'),
})
export type SharedPhotosQuery = z.output<typeof SharedPhotosQuery>

export const RequestSharedDownload = z
  .strictObject({
    ids: z
      .array(PhotoId)
      .min(1, 'name at least one photo')
      .max(20_000, 'at most 20,000 photos at once')
      .optional()
      .describe('Which photos; all of the link where it is left out.'),
    name: z.string().overwrite(trimmed).min(1).max(120).optional().describe("The zip's name, without `.zip`."),
  })
  .meta({ id: 'RequestSharedDownload' })
export type RequestSharedDownload = z.output<typeof RequestSharedDownload>
