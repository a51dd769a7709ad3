import * as z from 'zod'
import { empty } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { requestBody } from '@/lib/http/request-body'
import { route } from '@/lib/http/route'
import { PhotoId } from '@/lib/photos/contract'
import { receiveUpload } from '@/lib/uploads/receive-upload'

const Params = z.object({ photoId: PhotoId.describe('The id in the path.') })

export const PUT = route(
  {
    summary: 'Takes the bytes of an announced upload.',
    scope: 'write',
    login: true,
    params: Params,
    takes: ['*/*'],
    replies: [empty()],
  },
  async ({ ctx, params, request }) => {
    await receiveUpload(ctx, { photoId: params.photoId, ...requestBody(request) })
    return new Response(null, { status: 204 })
  },
)

export const { GET, POST, PATCH, DELETE } = notAllowed('PUT')
