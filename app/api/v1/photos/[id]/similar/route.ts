import * as z from 'zod'
import { json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { PhotoId } from '@/lib/photos/contract'
import { SimilarQuery, SimilarReply } from '@/lib/similar/contract'
import { listSimilar } from '@/lib/similar/list-similar'

const Params = z.object({ id: PhotoId.describe('The id in the path.') })

export const GET = route(
  {
    summary: 'Lists photos that look like a photo, the nearest first.',
    scope: 'read',
    searches: true,
    params: Params,
    query: SimilarQuery,
    replies: [json(SimilarReply)],
  },
  ({ ctx, params, query }) => listSimilar(ctx, { ...params, ...query }),
)

export const { POST, PUT, PATCH, DELETE } = notAllowed('GET')
