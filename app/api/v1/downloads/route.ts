import { Download, RequestDownload } from '@/lib/downloads/contract'
import { requestDownload } from '@/lib/downloads/request-download'
import { askerOf } from '@/lib/http/client-address'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'

export const POST = route(
  { name: 'POST /downloads', body: RequestDownload, reply: Download, status: 201 },
  ({ ctx, body, request }) => requestDownload(ctx, body, askerOf(ctx.actor, request.headers)),
)

export const { GET, PUT, PATCH, DELETE } = notAllowed('POST')
