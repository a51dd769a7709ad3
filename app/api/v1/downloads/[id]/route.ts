import { Readable } from 'node:stream'
import * as z from 'zod'
import { streamDownload } from '@/lib/downloads/stream-download'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { attachment } from '@/lib/photos/file-disposition'

const params = z.object({ id: z.uuid() })

export const GET = route({ name: 'GET /downloads/{id}', params }, async ({ ctx, params: { id } }) => {
  const { name, body } = await streamDownload(ctx, id)
  const headers = {
    'content-type': 'application/zip',
    'content-disposition': attachment(name),
    'x-content-type-options': 'nosniff',
  }
  return new Response(Readable.toWeb(body) as ReadableStream, { headers })
})

export const { POST, PUT, PATCH, DELETE } = notAllowed('GET')
