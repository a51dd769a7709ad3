import * as z from 'zod'
import { trimmed } from '../media/plain-text'
import { Select } from '../photos/batch-contract'

/** Shapes of share links for their owner. Both sides parse with them; nothing here may import server code. */

export const LinkId = z.uuid('is not an id')

const title = z.string().overwrite(trimmed).max(200, 'at most 200 characters')
const password = z.string().min(4, 'at least 4 characters').max(1024, 'at most 1,024 characters')
const expiresAt = z.iso
  .datetime({ offset: true, error: 'write a time such as 2027-01-31T12:00:00Z' })
  .nullable()
  .optional()
  .describe('When it ends; null or left out for never.')

const allow = {
  allowDownload: z.boolean().optional().describe('Visitors get originals without their metadata, and zips of them.'),
  showLocation: z.boolean().optional().describe('Visitors see where the photos were taken.'),
  allowPicks: z.boolean().optional().describe('Visitors may mark photos.'),
  allowUpload: z
    .boolean()
    .optional()
    .describe('Visitors may add photos, to an album by hand or a selection: private ones of the owner’s.'),
  maxGuestFiles: z.int().min(1).max(100_000).optional().describe('How many photos visitors may add; 500 at first.'),
  maxGuestBytes: z
    .int()
    .min(1)
    .max(10_000_000_000_000)
    .optional()
    .describe('How many bytes visitors may add; 5,000,000,000 at first. The owner’s own quota holds, too.'),
}

export const CreateAlbumLink = z
  .strictObject({
    password: password.nullable().optional().describe('What visitors are asked for; null or left out for nothing.'),
    expiresAt,
    ...allow,
  })
  .meta({ id: 'CreateAlbumLink' })
export type CreateAlbumLink = z.output<typeof CreateAlbumLink>

export const CreateLink = z
  .strictObject({
    select: Select.describe('What it opens: these photos, or all own ones of a filter, now and later.'),
    title: title.optional().describe('The heading that visitors see; may be empty.'),
    ...CreateAlbumLink.shape,
  })
  .meta({ id: 'CreateLink' })
export type CreateLink = z.output<typeof CreateLink>

export const UpdateAlbumLink = z
  .strictObject({
    password: password
      .nullable()
      .optional()
      .describe('Another one, or null for none. Whoever was let in before is asked again.'),
    expiresAt,
    ...allow,
  })
  .meta({ id: 'UpdateAlbumLink' })

export const UpdateLink = z
  .strictObject({
    title: title.optional().describe('The heading that visitors see; of an album the album has it.'),
    ...UpdateAlbumLink.shape,
  })
  .meta({ id: 'UpdateLink' })
export type UpdateLink = z.output<typeof UpdateLink>

export const PreviewLink = z
  .union([
    z.strictObject({ albumId: z.uuid('is not an id').describe('The album.') }),
    z.strictObject({ select: Select.describe('The selection or filter.') }),
  ])
  .meta({ id: 'PreviewLink' })
export type PreviewLink = z.output<typeof PreviewLink>

export const LinkPreview = z
  .strictObject({
    photos: z.int().describe('How many photos visitors would see.'),
    private: z.int().describe('How many of them are private otherwise.'),
    grows: z.boolean().describe('Photos that come later are opened too: an album or a filter.'),
  })
  .meta({ id: 'LinkPreview' })
export type LinkPreview = z.infer<typeof LinkPreview>

export const ShareLink = z
  .strictObject({
    id: LinkId.describe('Its id.'),
    url: z
      .string()
      .nullable()
      .describe('The address to give away; null where it cannot be shown again, because AUTH_SECRET was changed.'),
    opens: z.enum(['album', 'selection', 'filter']).describe('What it opens.'),
    album: z
      .strictObject({
        id: z.string().describe('Its id.'),
        title: z.string().describe('Title; may be empty.'),
        smart: z.boolean().describe('Whether a filter fills it.'),
      })
      .nullable()
      .describe('The album that it opens.'),
    filter: z
      .record(z.string(), z.union([z.string(), z.array(z.string())]))
      .nullable()
      .describe('The filter that it opens, as in the gallery’s address.'),
    title: z.string().describe('The heading that visitors see.'),
    state: z.enum(['open', 'expired']).describe('Whether it works; expired: visitors are told that there is nothing.'),
    hasPassword: z.boolean().describe('Whether visitors are asked for a password.'),
    expiresAt: z.string().nullable().describe('When it ends; null for never.'),
    allowDownload: z.boolean().describe('Visitors get originals without their metadata, and zips of them.'),
    showLocation: z.boolean().describe('Visitors see where the photos were taken.'),
    allowPicks: z.boolean().describe('Visitors may mark photos.'),
    allowUpload: z.boolean().describe('Visitors may add photos.'),
    maxGuestFiles: z.int().describe('How many photos visitors may add.'),
    maxGuestBytes: z.int().describe('How many bytes visitors may add.'),
    guestFiles: z.int().describe('How many photos of visitors there are, unfinished uploads included.'),
    guestBytes: z.int().describe('How many bytes they have.'),
    picks: z.int().describe('How many marks visitors have set.'),
    photos: z.int().nullable().describe('How many photos it opens; null where counting takes too long.'),
    private: z.int().nullable().describe('How many of them are private otherwise.'),
    grows: z.boolean().describe('Photos that come later are opened too: an album or a filter.'),
    visits: z.int().describe('How often it was visited; the owner’s own visits do not count.'),
    lastVisitAt: z.string().nullable().describe('When it was visited last.'),
    createdAt: z.string().describe('When it was made.'),
    updatedAt: z.string().describe('When it was changed last.'),
  })
  .meta({ id: 'ShareLink' })
export type ShareLink = z.infer<typeof ShareLink>

export const ShareLinkPage = z
  .strictObject({
    items: z.array(ShareLink).describe('Latest first.'),
    next: z.string().nullable().describe('The cursor of the next page; null at the end.'),
  })
  .meta({ id: 'ShareLinkPage' })
export type ShareLinkPage = z.infer<typeof ShareLinkPage>

export const UnlockOwnLink = z
  .strictObject({ token: z.string().max(100).describe('The last part of the link’s address.') })
  .meta({ id: 'UnlockOwnLink' })

export const ListLinksQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(500).default(100).describe('The most items of a page.'),
  cursor: z.string().max(400).optional().describe('next of the page before; left out for the first.'),
})
