import * as z from 'zod'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { PhotoId } from '@/lib/photos/contract'
import { discardUpload } from '@/lib/uploads/discard-upload'

const Params = z.object({ photoId: PhotoId })

export const DELETE = route(
  { name: 'DELETE /uploads/{photoId}', login: true, params: Params },
  async ({ ctx, params }) => {
    await discardUpload(ctx, params)
    return new Response(null, { status: 204 })
  },
)

export const { GET, POST, PUT, PATCH } = notAllowed('DELETE')
