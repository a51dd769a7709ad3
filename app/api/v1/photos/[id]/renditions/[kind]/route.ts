import * as z from 'zod'
import { fileReplies } from '@/lib/http/definition'
import { fileReply } from '@/lib/http/file-reply'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { PhotoId, RenditionQuery } from '@/lib/photos/contract'
import { RENDITION_KINDS } from '@/lib/photos/keys'
import { readRendition } from '@/lib/photos/read-rendition'

const Params = z.object({
  id: PhotoId.describe('The id in the path.'),
  kind: z.enum(RENDITION_KINDS).describe('For grids, or for the whole screen.'),
})

export const GET = route(
  {
    summary: 'Gives a smaller picture of a photo.',
    scope: 'read',
    params: Params,
    query: RenditionQuery,
    replies: fileReplies('image/*', true),
  },
  async ({ ctx, params, query, request }) =>
    fileReply(request, await readRendition(ctx, { ...params, again: query.again === '1' })),
)

export const { POST, PUT, PATCH, DELETE } = notAllowed('GET')
