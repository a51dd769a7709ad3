import { askerOf } from '@/lib/http/client-address'
import { json } from '@/lib/http/definition'
import { readMultipart } from '@/lib/http/multipart'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { SimilarQuery, SimilarReply } from '@/lib/similar/contract'
import { lookUpPicture } from '@/lib/similar/look-up-picture'

export const POST = route(
  {
    summary: 'Lists photos that look like a picture, which is not kept.',
    scope: 'read',
    login: true,
    query: SimilarQuery,
    takes: ['multipart/form-data'],
    replies: [json(SimilarReply)],
  },
  ({ ctx, query, request }) =>
    lookUpPicture(ctx, {
      ...query,
      asker: askerOf(ctx.actor, request.headers),
      read: (take) => readMultipart(request, take),
    }),
)

export const { GET, PUT, PATCH, DELETE } = notAllowed('POST')
