import { json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { requestOrigin } from '@/lib/http/origin'
import { route } from '@/lib/http/route'
import { CreateLink, ShareLink } from '@/lib/shares/contract'
import { createLink } from '@/lib/shares/make-link'

export const POST = route(
  {
    summary: 'Makes a share link to photos of one’s own, or to all that fit a filter.',
    scope: 'session',
    login: true,
    secret: true,
    body: CreateLink,
    problems: ['not_found'],
    example: {
      select: { filter: { town: 'Lisbon', rating: '4-5' } },
      title: 'Lisbon in May',
      expiresAt: '2099-01-31T12:00:00Z',
      allowDownload: true,
    },
    replies: [json(ShareLink, 201)],
  },
  ({ ctx, body, request }) => createLink(ctx, body, requestOrigin(request)),
)

export const { GET, PUT, PATCH, DELETE } = notAllowed('POST')
