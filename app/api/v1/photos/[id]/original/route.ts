import * as z from 'zod'
import { askerOf } from '@/lib/http/client-address'
import { fileReplies } from '@/lib/http/definition'
import { fileReply } from '@/lib/http/file-reply'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { readOriginal } from '@/lib/originals/read-original'
import { PhotoId } from '@/lib/photos/contract'

const Params = z.object({ id: PhotoId.describe('The id in the path.') })
/** Originals are always sent as a download: strangers' bytes are never shown as a page. */
const Query = z.object({
  download: z.enum(['true', 'false']).optional().describe('Has no effect: originals are always sent as a download.'),
})

export const GET = route(
  {
    summary: 'Gives the original: as it was uploaded to its owner, without metadata to others.',
    scope: 'read',
    params: Params,
    query: Query,
    replies: fileReplies('*/*', true),
  },
  async ({ ctx, params, request }) =>
    fileReply(request, await readOriginal(ctx, { ...params, asker: askerOf(ctx.actor, request.headers) })),
)

export const { POST, PUT, PATCH, DELETE } = notAllowed('GET')
