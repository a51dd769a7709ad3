import * as z from 'zod'
import { route } from '@/lib/http/route'
import { Photo, PhotoId } from '@/lib/photos/contract'
import { getPhoto } from '@/lib/photos/get-photo'

const Params = z.object({ id: PhotoId })

export const GET = route({ name: 'GET /photos/{id}', params: Params, reply: Photo }, ({ ctx, params }) =>
  getPhoto(ctx, params),
)
