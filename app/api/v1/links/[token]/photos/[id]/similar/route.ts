import * as z from 'zod'
import { json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { PhotoId } from '@/lib/photos/contract'
import { throughLink } from '@/lib/shares/link-door'
import { TokenParam } from '@/lib/shares/visitor-contract'
import { SimilarQuery, SimilarReply } from '@/lib/similar/contract'
import { listSimilar } from '@/lib/similar/list-similar'

export const GET = route(
  {
    summary: 'Lists photos of a share link that look like one of them, the nearest first.',
    scope: 'link',
    searches: true,
    door: throughLink,
    params: z.object({ token: TokenParam, id: PhotoId.describe('The id in the path.') }),
    query: SimilarQuery,
    replies: [json(SimilarReply)],
  },
  ({ ctx, params: { id }, query }) => listSimilar(ctx, { id, ...query }),
)

export const { POST, PUT, PATCH, DELETE } = notAllowed('GET')
