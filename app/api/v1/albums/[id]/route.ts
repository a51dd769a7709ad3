import * as z from 'zod'
import { Album, AlbumId, AlbumWithPhotos, UpdateAlbum } from '@/lib/albums/contract'
import { deleteAlbum } from '@/lib/albums/delete-album'
import { getAlbum } from '@/lib/albums/get-album'
import { updateAlbum } from '@/lib/albums/update-album'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'

const params = z.object({ id: AlbumId })

export const GET = route({ name: 'GET /albums/{id}', params, reply: AlbumWithPhotos }, ({ ctx, params: { id } }) =>
  getAlbum(ctx, id),
)

export const PATCH = route(
  { name: 'PATCH /albums/{id}', login: true, params, body: UpdateAlbum, reply: Album },
  ({ ctx, params: { id }, body }) => updateAlbum(ctx, id, body),
)

const DeleteQuery = z.strictObject({ photos: z.enum(['true', 'false'], 'is true or false').optional() })

export const DELETE = route(
  { name: 'DELETE /albums/{id}', login: true, params, query: DeleteQuery },
  async ({ ctx, params: { id }, query }) => {
    await deleteAlbum(ctx, id, query.photos === 'true')
    return new Response(null, { status: 204 })
  },
)

export const { POST, PUT } = notAllowed('GET', 'PATCH', 'DELETE')
