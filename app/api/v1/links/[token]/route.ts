import * as z from 'zod'
import { json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { linkContext, toLink } from '@/lib/shares/link-door'
import { noteVisit } from '@/lib/shares/note-visit'
import { getSharedLink } from '@/lib/shares/shared-photos'
import { SharedLink, TokenParam } from '@/lib/shares/visitor-contract'

export const GET = route(
  {
    summary:
      'Says what a share link opens and what its visitor may do; 401 where it asks for a password. Counts as a visit.',
    scope: 'link',
    door: toLink,
    params: z.object({ token: TokenParam }),
    replies: [json(SharedLink)],
  },
  async ({ ctx, request }) => {
    const visitor = linkContext(ctx)
    const shared = SharedLink.parse(await getSharedLink(visitor))
    const cookie = await noteVisit(visitor, request)
    return Response.json(shared, { headers: cookie === null ? {} : { 'set-cookie': cookie } })
  },
)

export const { POST, PUT, PATCH, DELETE } = notAllowed('GET')
