import * as z from 'zod'
import { AlbumId } from '@/lib/albums/contract'
import { removeMember } from '@/lib/albums/members'
import { empty } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'

const params = z.object({
  id: AlbumId.describe('The id in the path.'),
  username: z.string().max(100).describe('Whom it is shared with.'),
})

export const DELETE = route(
  {
    summary:
      'Ends sharing an album with somebody: its owner with anybody, a member with themselves. Their photos leave it with them.',
    scope: 'session',
    login: true,
    params,
    replies: [empty()],
  },
  async ({ ctx, params: { id, username } }) => {
    await removeMember(ctx, id, username)
    return new Response(null, { status: 204 })
  },
)

export const { GET, POST, PUT, PATCH } = notAllowed('DELETE')
