import * as z from 'zod'
import { askerOf } from '@/lib/http/client-address'
import { fileReplies } from '@/lib/http/definition'
import { fileReply } from '@/lib/http/file-reply'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { readOriginal } from '@/lib/originals/read-original'
import { OriginalQuery, PhotoId } from '@/lib/photos/contract'

const Params = z.object({ id: PhotoId.describe('The id in the path.') })

export const GET = route(
  {
    summary: 'Gives the original: as it was uploaded to its owner, without metadata to others.',
    scope: 'read',
    params: Params,
    query: OriginalQuery,
    replies: fileReplies('*/*', true),
    problems: ['unprocessable'],
  },
  async ({ ctx, params, request }) =>
    fileReply(request, await readOriginal(ctx, { ...params, asker: askerOf(ctx.actor, request.headers) })),
)

export const { POST, PUT, PATCH, DELETE } = notAllowed('GET')
