import { Download, RequestDownload } from '@/lib/downloads/contract'
import { requestDownload } from '@/lib/downloads/request-download'
import { route } from '@/lib/http/route'

export const POST = route(
  { name: 'POST /downloads', body: RequestDownload, reply: Download, status: 201 },
  ({ ctx, body }) => requestDownload(ctx, body),
)
