import * as z from 'zod'
import { AlbumId, AlbumMember, AlbumMembers, PutAlbumMember } from '@/lib/albums/contract'
import { listMembers, putMember } from '@/lib/albums/members'
import { json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'

const params = z.object({ id: AlbumId.describe('The id in the path.') })

export const GET = route(
  {
    summary: 'Lists the people an album is shared with; for its owner and for them.',
    scope: 'read',
    login: true,
    params,
    replies: [json(AlbumMembers)],
  },
  ({ ctx, params: { id } }) => listMembers(ctx, id),
)

export const PUT = route(
  {
    summary: 'Shares an own album with somebody of this server, or changes what they may do in it.',
    scope: 'session',
    login: true,
    params,
    body: PutAlbumMember,
    example: { username: 'ben', role: 'contributor' },
    replies: [json(AlbumMember)],
  },
  ({ ctx, params: { id }, body }) => putMember(ctx, id, body),
)

export const { POST, PATCH, DELETE } = notAllowed('GET', 'PUT')
