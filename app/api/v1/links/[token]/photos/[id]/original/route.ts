import * as z from 'zod'
import { askerOf } from '@/lib/http/client-address'
import { fileReplies } from '@/lib/http/definition'
import { fileReply } from '@/lib/http/file-reply'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { readOriginal } from '@/lib/originals/read-original'
import { OriginalQuery, PhotoId } from '@/lib/photos/contract'
import { throughLink } from '@/lib/shares/link-door'
import { TokenParam } from '@/lib/shares/visitor-contract'

export const GET = route(
  {
    summary: 'Gives the original of a photo of a share link without metadata, where the link allows downloads.',
    scope: 'link',
    door: throughLink,
    params: z.object({ token: TokenParam, id: PhotoId.describe('The id in the path.') }),
    query: OriginalQuery,
    replies: fileReplies('*/*', true),
    problems: ['unprocessable'],
  },
  async ({ ctx, params: { id }, request }) =>
    fileReply(request, await readOriginal(ctx, { id, asker: askerOf(ctx.actor, request.headers) })),
)

export const { POST, PUT, PATCH, DELETE } = notAllowed('GET')
