import * as z from 'zod'
import { Album, AlbumPage, CreateAlbum } from '@/lib/albums/contract'
import { createAlbum } from '@/lib/albums/create-album'
import { listAlbums } from '@/lib/albums/list-albums'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'

const ListQuery = z.strictObject({
  owner: z
    .string()
    .regex(/^[a-z0-9-]{2,30}$/, 'is "me" or a username')
    .optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.string().max(200).optional(),
})

export const GET = route({ name: 'GET /albums', query: ListQuery, reply: AlbumPage }, ({ ctx, query }) =>
  listAlbums(ctx, query),
)

export const POST = route(
  { name: 'POST /albums', login: true, body: CreateAlbum, reply: Album, status: 201 },
  ({ ctx, body }) => createAlbum(ctx, body),
)

export const { PUT, PATCH, DELETE } = notAllowed('GET', 'POST')
