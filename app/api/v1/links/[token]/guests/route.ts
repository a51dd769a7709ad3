import * as z from 'zod'
import { Guest, NameGuest } from '@/lib/guests/contract'
import { nameGuest } from '@/lib/guests/guests'
import { cookieReply, visitorOf } from '@/lib/guests/visitor'
import { json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { linkContext, throughLink } from '@/lib/shares/link-door'
import { TokenParam } from '@/lib/shares/visitor-contract'

export const POST = route(
  {
    summary:
      'Gives the visitor of a share link a name, or another one, where the link lets visitors mark or add photos.',
    scope: 'link',
    door: throughLink,
    secret: true,
    params: z.object({ token: TokenParam }),
    body: NameGuest,
    problems: ['conflict'],
    example: { name: 'Oma' },
    replies: [json(Guest, 201, { 'set-cookie': 'What makes this browser known to this link.' })],
  },
  async ({ ctx, body: { name }, request }) => {
    const { guest, cookie } = await nameGuest(linkContext(ctx), visitorOf(request), name)
    return cookieReply(Guest, { name: guest.name }, 201, cookie)
  },
)

export const { GET, PUT, PATCH, DELETE } = notAllowed('POST')
