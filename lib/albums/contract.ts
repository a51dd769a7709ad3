import * as z from 'zod'
import { trimmed } from '../media/plain-text'
import { PhotoPage, Visibility } from '../photos/contract'

export const AlbumId = z.uuid('is not an id')

const title = z.string().overwrite(trimmed).min(1, 'give the album a title').max(200, 'at most 200 characters')
const description = z.string().overwrite(trimmed).max(5000, 'at most 5,000 characters')

/** The saved filter of a smart album: the gallery's URL parameters, parsed by the one vocabulary when it is saved. */
export const SavedFilter = z.record(z.string(), z.union([z.string(), z.array(z.string())]))

export const CreateAlbum = z
  .strictObject({
    title: title.describe('Title; may be empty.'),
    description: description.default('').describe('Description; may be empty.'),
    visibility: Visibility.default('private').describe('Who may see the photos: everybody, or their owner.'),
    filter: SavedFilter.optional().describe('The filter of a smart album, as in the gallery’s address.'),
    coverPhotoId: z.uuid().optional().describe('The photo chosen as cover; null for the newest.'),
  })
  .meta({ id: 'CreateAlbum' })
export type CreateAlbum = z.output<typeof CreateAlbum>

export const UpdateAlbum = z
  .strictObject({
    title: title.optional().describe('Title; may be empty.'),
    description: description.optional().describe('Description; may be empty.'),
    visibility: Visibility.optional().describe('Who may see the photos: everybody, or their owner.'),
    filter: SavedFilter.optional().describe('The filter of a smart album, as in the gallery’s address.'),
    coverPhotoId: z.uuid().nullable().optional().describe('The photo chosen as cover; null for the newest.'),
    showLocation: z.boolean().optional().describe('Whether its members see where the owner’s photos were taken.'),
    allowOriginals: z
      .boolean()
      .optional()
      .describe('Whether its members may download the originals of the owner’s photos, without their metadata.'),
  })
  .meta({ id: 'UpdateAlbum' })
export type UpdateAlbum = z.output<typeof UpdateAlbum>

const ids = z.array(z.uuid()).min(1, 'name at least one photo').max(10_000, 'at most 10,000 photos at once')
export const AlbumPhotoIds = z.strictObject({ ids: ids.describe('The photos.') })
/** The photos in their new order; they are set before the photo `before`, or at the end. */
export const ReorderAlbum = z.strictObject({
  ids: ids.describe('The photos.'),
  before: z.uuid().nullable().default(null).describe('The photo that they are set before; null for the end.'),
})
export type ReorderAlbum = z.output<typeof ReorderAlbum>

export const Album = z
  .strictObject({
    id: AlbumId.describe('Its id.'),
    title: z.string().describe('Title; may be empty.'),
    description: z.string().describe('Description; may be empty.'),
    visibility: Visibility.describe('Who may know of it: everybody, or its owner. Photos in it keep their own.'),
    smart: z.boolean().describe('Whether a filter fills it.'),
    owner: z
      .strictObject({
        username: z.string().describe('The name in addresses.'),
        name: z.string().describe('What the owner is called.'),
      })
      .describe('Whose it is.'),
    count: z
      .int()
      .nullable()
      .describe('Photos the asker may see; null where counting them takes too long (as are then days and cover).'),
    from: z.string().nullable().describe('Day of the first photo that the asker may see.'),
    to: z.string().nullable().describe('Day of the last photo that the asker may see.'),
    cover: z
      .strictObject({
        photoId: z.string().describe('The photo.'),
        url: z.string().describe('Where to get it.'),
        width: z.int().describe('Pixels, after rotation.'),
        height: z.int().describe('Pixels, after rotation.'),
        placeholder: z.string().nullable().describe('A ThumbHash in base64, to draw until the picture comes.'),
      })
      .nullable()
      .describe('The picture on its card; null for none.'),
    createdAt: z.string().describe('When it was made.'),
    updatedAt: z.string().describe('When it was changed last.'),
    role: z
      .enum(['owner', 'contributor', 'viewer'])
      .nullable()
      .describe('What the asker is in it; null where it is not theirs nor shared with them.'),
    shared: z.boolean().describe('Whether it is shared with people of this server, as far as the asker may know.'),
    permissions: z
      .strictObject({
        edit: z.boolean().describe('Change it.'),
        addPhotos: z.boolean().describe('Put own photos in, and take them out again.'),
      })
      .describe('What the asker may do.'),
    // Only for the owner and the members:
    members: z.int().optional().describe('With how many people it is shared.'),
    // Only for the owner:
    showLocation: z.boolean().optional().describe('Whether its members see where the owner’s photos were taken.'),
    allowOriginals: z
      .boolean()
      .optional()
      .describe('Whether its members may download the originals of the owner’s photos, without their metadata.'),
    filter: SavedFilter.nullable().optional().describe('The filter of a smart album, as in the gallery’s address.'),
    coverPhotoId: z.string().nullable().optional().describe('The photo chosen as cover; null for the newest.'),
  })
  .meta({ id: 'Album' })
export type Album = z.infer<typeof Album>

export const AlbumWithPhotos = Album.extend({ photos: PhotoPage.describe('Its first photos.') })
export type AlbumWithPhotos = z.infer<typeof AlbumWithPhotos>

export const AlbumPage = z
  .strictObject({
    items: z.array(Album).describe('In the list’s order.'),
    next: z.string().nullable().describe('The cursor of the next page; null at the end.'),
  })
  .meta({ id: 'AlbumPage' })
export type AlbumPage = z.infer<typeof AlbumPage>

const role = z.enum(['viewer', 'contributor'], 'is viewer or contributor')

export const PutAlbumMember = z
  .strictObject({
    username: z
      .string()
      .overwrite((text) => trimmed(text).toLowerCase())
      .regex(/^[a-z0-9-]{2,30}$/, 'is not a username')
      .describe('Whom to share it with.'),
    role: role.describe('viewer looks at it; contributor also adds own photos.'),
  })
  .meta({ id: 'PutAlbumMember' })
export type PutAlbumMember = z.output<typeof PutAlbumMember>

export const AlbumMember = z
  .strictObject({
    username: z.string().describe('The name in addresses.'),
    name: z.string().describe('What they are called.'),
    role: role.describe('viewer looks at it; contributor also adds own photos.'),
    addedAt: z.string().describe('Since when it is shared with them.'),
  })
  .meta({ id: 'AlbumMember' })
export type AlbumMember = z.infer<typeof AlbumMember>

/** There are never more than a page of them. */
export const AlbumMembers = z
  .strictObject({
    items: z.array(AlbumMember).describe('In the order in which they came.'),
    next: z.null().describe('There is no next page.'),
  })
  .meta({ id: 'AlbumMembers' })
export type AlbumMembers = z.infer<typeof AlbumMembers>

export const AlbumChange = z
  .strictObject({
    changed: z.int().describe('How many photos were put in, taken out or moved.'),
  })
  .meta({ id: 'AlbumChange' })
export type AlbumChange = z.infer<typeof AlbumChange>
