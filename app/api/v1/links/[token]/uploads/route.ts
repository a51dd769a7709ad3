import * as z from 'zod'
import { RequestGuestUploads } from '@/lib/guests/contract'
import { requestGuestUploads } from '@/lib/guests/request-guest-uploads'
import { cookieReply, visitorOf } from '@/lib/guests/visitor'
import { json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { linkContext, throughLink } from '@/lib/shares/link-door'
import { TokenParam } from '@/lib/shares/visitor-contract'
import { RequestUploadsReply } from '@/lib/uploads/upload-contract'

export const POST = route(
  {
    summary:
      'Announces photos that a visitor adds through a share link, where the link takes some. They become private photos of its owner.',
    scope: 'link',
    door: throughLink,
    secret: true,
    params: z.object({ token: TokenParam }),
    body: RequestGuestUploads,
    problems: ['conflict'],
    example: { guest: 'Oma', files: [{ name: 'IMG_0001.jpg', bytes: 2_480_113, mediaType: 'image/jpeg' }] },
    replies: [
      json(RequestUploadsReply, 201, { 'set-cookie': 'What makes this browser known to this link, the first time.' }),
    ],
  },
  async ({ ctx, body, request }) => {
    const { reply, cookie } = await requestGuestUploads(linkContext(ctx), visitorOf(request), body)
    return cookieReply(RequestUploadsReply, reply, 201, cookie)
  },
)

export const { GET, PUT, PATCH, DELETE } = notAllowed('POST')
