import * as z from 'zod'
import { Album, AlbumId, AlbumWithPhotos, UpdateAlbum } from '@/lib/albums/contract'
import { deleteAlbum } from '@/lib/albums/delete-album'
import { getAlbum } from '@/lib/albums/get-album'
import { updateAlbum } from '@/lib/albums/update-album'
import { empty, json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'

const params = z.object({ id: AlbumId.describe('The id in the path.') })

export const GET = route(
  { summary: 'Gives an album with its first photos.', scope: 'read', params, replies: [json(AlbumWithPhotos)] },
  ({ ctx, params: { id } }) => getAlbum(ctx, id),
)

export const PATCH = route(
  {
    summary: 'Changes an album.',
    scope: 'write',
    login: true,
    params,
    body: UpdateAlbum,
    example: { title: 'Lisbon, May 2026', visibility: 'public' },
    replies: [json(Album)],
  },
  ({ ctx, params: { id }, body }) => updateAlbum(ctx, id, body),
)

const DeleteQuery = z.strictObject({
  photos: z
    .enum(['true', 'false'], 'is true or false')
    .optional()
    .describe('Whether its own photos go into the trash too.'),
})

export const DELETE = route(
  {
    summary: 'Deletes an album; with photos=true its own photos go into the trash.',
    scope: 'write',
    login: true,
    params,
    query: DeleteQuery,
    replies: [empty()],
  },
  async ({ ctx, params: { id }, query }) => {
    await deleteAlbum(ctx, id, query.photos === 'true')
    return new Response(null, { status: 204 })
  },
)

export const { POST, PUT } = notAllowed('GET', 'PATCH', 'DELETE')
