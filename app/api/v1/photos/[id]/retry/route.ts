import * as z from 'zod'
import { retryPhoto } from '@/lib/edits/retry-photo'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { Photo, PhotoId } from '@/lib/photos/contract'

const Params = z.object({ id: PhotoId })

export const POST = route(
  { name: 'POST /photos/{id}/retry', login: true, params: Params, reply: Photo, status: 202 },
  ({ ctx, params }) => retryPhoto(ctx, params),
)

export const { GET, PUT, PATCH, DELETE } = notAllowed('POST')
