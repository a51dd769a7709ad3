import * as z from 'zod'
import { addAlbumPhotos, removeAlbumPhotos, reorderAlbumPhotos } from '@/lib/albums/change-photos'
import { AlbumChange, AlbumId, AlbumPhotoIds, ReorderAlbum } from '@/lib/albums/contract'
import { listAlbumPhotos } from '@/lib/albums/list-album-photos'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { PhotoPage } from '@/lib/photos/contract'

const params = z.object({ id: AlbumId })
const PageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.string().max(500).optional(),
})

export const GET = route(
  { name: 'GET /albums/{id}/photos', params, query: PageQuery, reply: PhotoPage },
  ({ ctx, params: { id }, query }) => listAlbumPhotos(ctx, id, query),
)

export const PUT = route(
  { name: 'PUT /albums/{id}/photos', login: true, params, body: AlbumPhotoIds, reply: AlbumChange },
  ({ ctx, params: { id }, body }) => addAlbumPhotos(ctx, id, body.ids),
)

export const DELETE = route(
  { name: 'DELETE /albums/{id}/photos', login: true, params, body: AlbumPhotoIds, reply: AlbumChange },
  ({ ctx, params: { id }, body }) => removeAlbumPhotos(ctx, id, body.ids),
)

export const PATCH = route(
  { name: 'PATCH /albums/{id}/photos', login: true, params, body: ReorderAlbum, reply: AlbumChange },
  ({ ctx, params: { id }, body }) => reorderAlbumPhotos(ctx, id, body),
)

export const { POST } = notAllowed('GET', 'PUT', 'PATCH', 'DELETE')
