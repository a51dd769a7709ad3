import { Download, RequestDownload } from '@/lib/downloads/contract'
import { requestDownload } from '@/lib/downloads/request-download'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'

export const POST = route(
  { name: 'POST /downloads', body: RequestDownload, reply: Download, status: 201 },
  ({ ctx, body }) => requestDownload(ctx, body),
)

export const { GET, PUT, PATCH, DELETE } = notAllowed('POST')
