import * as z from 'zod'
import { LinkPicks } from '@/lib/guests/contract'
import { listLinkPicks } from '@/lib/guests/link-picks'
import { json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { LinkId } from '@/lib/shares/contract'

export const GET = route(
  {
    summary: 'Says what visitors of one of one’s own share links have marked, by person and by photo.',
    scope: 'session',
    login: true,
    params: z.object({ linkId: LinkId.describe('The link’s id in the path.') }),
    replies: [json(LinkPicks)],
  },
  ({ ctx, params: { linkId } }) => listLinkPicks(ctx, linkId),
)

export const { POST, PUT, PATCH, DELETE } = notAllowed('GET')
