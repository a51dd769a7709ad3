import * as z from 'zod'
import { stillThere } from '@/lib/auth/session'
import { zipReply } from '@/lib/downloads/zip-reply'
import { body } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'

const params = z.object({ id: z.uuid().describe('The id in the path.') })

export const GET = route(
  {
    summary: 'Streams the zip.',
    scope: 'read',
    params,
    replies: [body('application/zip', 'The zip.', { 'content-disposition': 'Its name.' })],
  },
  ({ ctx, params: { id }, request }) => zipReply(ctx, request, id, () => stillThere(request, ctx.actor)),
)

export const { POST, PUT, PATCH, DELETE } = notAllowed('GET')
