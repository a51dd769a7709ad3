import * as z from 'zod'
import { GuestUploads } from '@/lib/guests/contract'
import { completeGuestUploads } from '@/lib/guests/guest-uploads'
import { json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { linkContext, throughLink } from '@/lib/shares/link-door'
import { TokenParam } from '@/lib/shares/visitor-contract'
import { CompleteUploads } from '@/lib/uploads/upload-contract'

export const POST = route(
  {
    summary: 'Says that photos which a visitor adds through a share link are there whole. May be asked again.',
    scope: 'link',
    door: throughLink,
    params: z.object({ token: TokenParam }),
    body: CompleteUploads,
    example: { photoIds: ['01a2182a-0461-7bd8-b3fe-bf0338283c33'] },
    replies: [json(GuestUploads, 202)],
  },
  ({ ctx, body, request }) => completeGuestUploads(linkContext(ctx), request.headers.get('cookie'), body),
)

export const { GET, PUT, PATCH, DELETE } = notAllowed('POST')
