import * as z from 'zod'
import { Album, AlbumPage, CreateAlbum } from '@/lib/albums/contract'
import { createAlbum } from '@/lib/albums/create-album'
import { listAlbums } from '@/lib/albums/list-albums'
import { json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'

const ListQuery = z.strictObject({
  owner: z
    .string()
    .regex(/^[a-z0-9-]{2,30}$/, 'is "me" or a username')
    .optional()
    .describe('Username, or me.'),
  shared: z
    .enum(['true', 'false'], 'is true or false')
    .optional()
    .describe('true: only others’ albums that are shared with the asker.'),
  limit: z.coerce.number().int().min(1).max(500).default(100).describe('The most items of a page.'),
  cursor: z.string().max(200).optional().describe('next of the page before; left out for the first.'),
})

export const GET = route(
  {
    summary: 'Lists the albums that the asker may see, newest first.',
    scope: 'read',
    query: ListQuery,
    replies: [json(AlbumPage)],
  },
  ({ ctx, query: { shared, ...query } }) => listAlbums(ctx, { ...query, shared: shared === 'true' }),
)

export const POST = route(
  {
    summary: 'Makes an album; with a filter a smart one.',
    scope: 'write',
    login: true,
    body: CreateAlbum,
    problems: ['not_found'],
    example: { title: 'Lisbon in May', visibility: 'private' },
    replies: [json(Album, 201)],
  },
  ({ ctx, body }) => createAlbum(ctx, body),
)

export const { PUT, PATCH, DELETE } = notAllowed('GET', 'POST')
