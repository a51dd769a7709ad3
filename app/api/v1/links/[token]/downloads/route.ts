import * as z from 'zod'
import { Download } from '@/lib/downloads/contract'
import { clientAddress } from '@/lib/http/client-address'
import { json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { linkContext, throughLink } from '@/lib/shares/link-door'
import { requestSharedDownload } from '@/lib/shares/request-shared-download'
import { RequestSharedDownload, TokenParam } from '@/lib/shares/visitor-contract'

export const POST = route(
  {
    summary: 'Prepares a zip of a share link’s photos and gives its address, where the link allows downloads.',
    scope: 'link',
    door: throughLink,
    secret: true,
    params: z.object({ token: TokenParam }),
    body: RequestSharedDownload,
    bodyOptional: true,
    example: { name: 'Lisbon in May' },
    replies: [json(Download, 201)],
  },
  ({ ctx, body, request }) => requestSharedDownload(linkContext(ctx), body, clientAddress(request.headers)),
)

export const { GET, PUT, PATCH, DELETE } = notAllowed('POST')
