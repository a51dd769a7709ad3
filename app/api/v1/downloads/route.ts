import { Download, RequestDownload } from '@/lib/downloads/contract'
import { requestDownload } from '@/lib/downloads/request-download'
import { askerOf } from '@/lib/http/client-address'
import { json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'

export const POST = route(
  {
    summary: 'Prepares a zip of photos and gives its address.',
    scope: 'read',
    body: RequestDownload,
    problems: ['not_found'],
    example: { select: { filter: { town: 'Lisbon', rating: '4-5' } } },
    replies: [json(Download, 201)],
  },
  ({ ctx, body, request }) => requestDownload(ctx, body, askerOf(ctx.actor, request.headers)),
)

export const { GET, PUT, PATCH, DELETE } = notAllowed('POST')
