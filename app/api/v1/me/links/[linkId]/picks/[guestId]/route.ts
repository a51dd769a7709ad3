import * as z from 'zod'
import { ClearPicksQuery } from '@/lib/guests/contract'
import { clearPicks } from '@/lib/guests/link-picks'
import { empty } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { LinkId } from '@/lib/shares/contract'

export const DELETE = route(
  {
    summary: 'Takes all marks of one visitor of one’s own share link off, and removes the visitor where that is asked.',
    scope: 'session',
    login: true,
    params: z.object({
      linkId: LinkId.describe('The link’s id in the path.'),
      guestId: z.uuid('is not an id').describe('The visitor’s id in the path.'),
    }),
    query: ClearPicksQuery,
    replies: [empty()],
  },
  async ({ ctx, params, query: { forget } }) => {
    await clearPicks(ctx, params, forget === 'true')
    return new Response(null, { status: 204 })
  },
)

export const { GET, POST, PUT, PATCH } = notAllowed('DELETE')
