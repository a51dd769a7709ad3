import * as z from 'zod'
import { PhotoPage, Visibility } from '../photos/contract'

export const AlbumId = z.uuid('is not an id')

const title = z.string().trim().min(1, 'give the album a title').max(200, 'at most 200 characters')
const description = z.string().trim().max(5000, 'at most 5,000 characters')

/** The saved filter of a smart album: the gallery's URL parameters, parsed by the one vocabulary when it is saved. */
export const SavedFilter = z.record(z.string(), z.union([z.string(), z.array(z.string())]))

export const CreateAlbum = z.strictObject({
  title,
  description: description.default(''),
  visibility: Visibility.default('private'),
  filter: SavedFilter.optional(),
  coverPhotoId: z.uuid().optional(),
})
export type CreateAlbum = z.output<typeof CreateAlbum>

export const UpdateAlbum = z.strictObject({
  title: title.optional(),
  description: description.optional(),
  visibility: Visibility.optional(),
  filter: SavedFilter.optional(),
  coverPhotoId: z.uuid().nullable().optional(),
})
export type UpdateAlbum = z.output<typeof UpdateAlbum>

const ids = z.array(z.uuid()).min(1, 'name at least one photo').max(10_000, 'at most 10,000 photos at once')
export const AlbumPhotoIds = z.strictObject({ ids })
/** The photos in their new order; they are set before the photo `before`, or at the end. */
export const ReorderAlbum = z.strictObject({ ids, before: z.uuid().nullable().default(null) })
export type ReorderAlbum = z.output<typeof ReorderAlbum>

export const Album = z.strictObject({
  id: AlbumId,
  title: z.string(),
  description: z.string(),
  visibility: Visibility,
  smart: z.boolean(),
  owner: z.strictObject({ username: z.string(), name: z.string() }),
  /** Photos the asker may see; null where counting them takes too long (as are then days and cover). */
  count: z.int().nullable(),
  /** Days of the first and the last photo the asker may see. */
  from: z.string().nullable(),
  to: z.string().nullable(),
  cover: z
    .strictObject({
      photoId: z.string(),
      url: z.string(),
      width: z.int(),
      height: z.int(),
      placeholder: z.string().nullable(),
    })
    .nullable(),
  createdAt: z.string(),
  updatedAt: z.string(),
  permissions: z.strictObject({ edit: z.boolean() }),
  // Only for the owner:
  filter: SavedFilter.nullable().optional(),
  coverPhotoId: z.string().nullable().optional(),
})
export type Album = z.infer<typeof Album>

export const AlbumWithPhotos = Album.extend({ photos: PhotoPage })
export type AlbumWithPhotos = z.infer<typeof AlbumWithPhotos>

export const AlbumPage = z.strictObject({ items: z.array(Album), next: z.string().nullable() })
export type AlbumPage = z.infer<typeof AlbumPage>

export const AlbumChange = z.strictObject({ changed: z.int() })
export type AlbumChange = z.infer<typeof AlbumChange>
