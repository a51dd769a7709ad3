import * as z from 'zod'
import { fileReplies } from '@/lib/http/definition'
import { fileReply } from '@/lib/http/file-reply'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { PhotoId, RenditionQuery } from '@/lib/photos/contract'
import { RENDITION_KINDS } from '@/lib/photos/keys'
import { readRendition } from '@/lib/photos/read-rendition'
import { throughLink } from '@/lib/shares/link-door'
import { TokenParam } from '@/lib/shares/visitor-contract'

const Params = z.object({
  token: TokenParam,
  id: PhotoId.describe('The id in the path.'),
  kind: z.enum(RENDITION_KINDS).describe('For grids, or for the whole screen.'),
})

export const GET = route(
  {
    summary: 'Gives a smaller picture of a photo of a share link.',
    scope: 'link',
    door: throughLink,
    params: Params,
    query: RenditionQuery,
    replies: fileReplies('image/*', true),
  },
  async ({ ctx, params: { id, kind }, query, request }) =>
    fileReply(request, await readRendition(ctx, { id, kind, again: query.again === '1' })),
)

export const { POST, PUT, PATCH, DELETE } = notAllowed('GET')
