import * as z from 'zod'
import { restorePhoto } from '@/lib/edits/restore-photo'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { Photo, PhotoId } from '@/lib/photos/contract'

const Params = z.object({ id: PhotoId })

export const POST = route(
  { name: 'POST /photos/{id}/restore', login: true, params: Params, reply: Photo },
  ({ ctx, params }) => restorePhoto(ctx, params),
)

export const { GET, PUT, PATCH, DELETE } = notAllowed('POST')
