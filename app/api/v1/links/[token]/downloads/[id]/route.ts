import * as z from 'zod'
import { zipReply } from '@/lib/downloads/zip-reply'
import { notFound } from '@/lib/errors/app-error'
import { body } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { linkContext, stillDownloads, throughLink } from '@/lib/shares/link-door'
import { TokenParam } from '@/lib/shares/visitor-contract'

export const GET = route(
  {
    summary: 'Streams the zip of a share link’s photos.',
    scope: 'link',
    door: throughLink,
    params: z.object({ token: TokenParam, id: z.uuid().describe('The id in the path.') }),
    replies: [body('application/zip', 'The zip.', { 'content-disposition': 'Its name.' })],
  },
  ({ ctx, params: { id, token }, request }) => {
    if (!linkContext(ctx).actor.rights.allowDownload) throw notFound()
    return zipReply(ctx, request, id, () => stillDownloads(request, token))
  },
)

export const { POST, PUT, PATCH, DELETE } = notAllowed('GET')
