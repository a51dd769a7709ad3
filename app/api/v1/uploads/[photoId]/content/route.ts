import * as z from 'zod'
import { notAllowed } from '@/lib/http/not-allowed'
import { requestBody } from '@/lib/http/request-body'
import { route } from '@/lib/http/route'
import { PhotoId } from '@/lib/photos/contract'
import { receiveUpload } from '@/lib/uploads/receive-upload'

const Params = z.object({ photoId: PhotoId })

export const PUT = route(
  { name: 'PUT /uploads/{photoId}/content', login: true, params: Params },
  async ({ ctx, params, request }) => {
    await receiveUpload(ctx, { photoId: params.photoId, ...requestBody(request) })
    return new Response(null, { status: 204 })
  },
)

export const { GET, POST, PATCH, DELETE } = notAllowed('PUT')
