import { Readable } from 'node:stream'
import * as z from 'zod'
import { stillThere } from '@/lib/auth/session'
import { streamDownload } from '@/lib/downloads/stream-download'
import { askerOf } from '@/lib/http/client-address'
import { body } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { PerAskerLimit } from '@/lib/load/per-asker-limit'
import { attachment } from '@/lib/media/file-disposition'

const running = new PerAskerLimit(5, 'You already load 5 zips. Wait until one of them is there.')
const params = z.object({ id: z.uuid().describe('The id in the path.') })

export const GET = route(
  {
    summary: 'Streams the zip.',
    scope: 'read',
    params,
    replies: [body('application/zip', 'The zip.', { 'content-disposition': 'Its name.' })],
  },
  async ({ ctx, params: { id }, request }) => {
    const giveBack = running.take(askerOf(ctx.actor, request.headers))
    try {
      const { name, body } = await streamDownload(ctx, id, { stillAllowed: () => stillThere(request, ctx.actor) })
      body.once('close', giveBack)
      const headers = {
        'content-type': 'application/zip',
        'content-disposition': attachment(name),
        'x-content-type-options': 'nosniff',
      }
      if (request.method !== 'HEAD') return new Response(Readable.toWeb(body) as ReadableStream, { headers })
      body.destroy()
      return new Response(null, { headers })
    } catch (error) {
      giveBack()
      throw error
    }
  },
)

export const { POST, PUT, PATCH, DELETE } = notAllowed('GET')
