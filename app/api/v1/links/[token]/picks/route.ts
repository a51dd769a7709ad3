import * as z from 'zod'
import { OwnPicks } from '@/lib/guests/contract'
import { listOwnPicks } from '@/lib/guests/picks'
import { json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { linkContext, throughLink } from '@/lib/shares/link-door'
import { TokenParam } from '@/lib/shares/visitor-contract'

export const GET = route(
  {
    summary: 'Lists what the visitor of a share link has marked; nobody else’s marks.',
    scope: 'link',
    door: throughLink,
    params: z.object({ token: TokenParam }),
    replies: [json(OwnPicks)],
  },
  ({ ctx, request }) => listOwnPicks(linkContext(ctx), request.headers.get('cookie')),
)

export const { POST, PUT, PATCH, DELETE } = notAllowed('GET')
