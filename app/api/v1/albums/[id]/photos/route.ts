import * as z from 'zod'
import { addAlbumPhotos, removeAlbumPhotos, reorderAlbumPhotos } from '@/lib/albums/change-photos'
import { AlbumChange, AlbumId, AlbumPhotoIds, ReorderAlbum } from '@/lib/albums/contract'
import { listAlbumPhotos } from '@/lib/albums/list-album-photos'
import { json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { PhotoPage } from '@/lib/photos/contract'

const params = z.object({ id: AlbumId.describe('The id in the path.') })
const PageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(500).default(100).describe('The most items of a page.'),
  cursor: z.string().max(500).optional().describe('next of the page before; left out for the first.'),
})

export const GET = route(
  {
    summary: 'Lists the photos of an album.',
    scope: 'read',
    searches: true,
    params,
    query: PageQuery,
    replies: [json(PhotoPage)],
  },
  ({ ctx, params: { id }, query }) => listAlbumPhotos(ctx, id, query),
)

export const PUT = route(
  {
    summary: 'Adds photos to an album; those that are in it stay.',
    scope: 'write',
    login: true,
    params,
    body: AlbumPhotoIds,
    example: { ids: ['01a2182a-0461-7bd8-b3fe-bf0338283c33'] },
    replies: [json(AlbumChange)],
  },
  ({ ctx, params: { id }, body }) => addAlbumPhotos(ctx, id, body.ids),
)

export const DELETE = route(
  {
    summary: 'Takes photos out of an album.',
    scope: 'write',
    login: true,
    params,
    body: AlbumPhotoIds,
    example: { ids: ['01a2182a-0461-7bd8-b3fe-bf0338283c33'] },
    replies: [json(AlbumChange)],
  },
  ({ ctx, params: { id }, body }) => removeAlbumPhotos(ctx, id, body.ids),
)

export const PATCH = route(
  {
    summary: 'Moves photos within an album.',
    scope: 'write',
    login: true,
    params,
    body: ReorderAlbum,
    example: { ids: ['01a2182a-0461-7bd8-b3fe-bf0338283c33'], before: null },
    replies: [json(AlbumChange)],
  },
  ({ ctx, params: { id }, body }) => reorderAlbumPhotos(ctx, id, body),
)

export const { POST } = notAllowed('GET', 'PUT', 'PATCH', 'DELETE')
