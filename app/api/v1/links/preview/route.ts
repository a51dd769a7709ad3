import { json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { LinkPreview, PreviewLink } from '@/lib/shares/contract'
import { previewLink } from '@/lib/shares/make-link'

export const POST = route(
  {
    summary: 'Says what a share link would open, before it is made.',
    scope: 'session',
    login: true,
    body: PreviewLink,
    problems: ['not_found'],
    example: { select: { filter: { town: 'Lisbon' } } },
    replies: [json(LinkPreview)],
  },
  ({ ctx, body }) => previewLink(ctx, body),
)

export const { GET, PUT, PATCH, DELETE } = notAllowed('POST')
