import * as z from 'zod'
import { trashPhoto } from '@/lib/edits/trash-photo'
import { updatePhoto } from '@/lib/edits/update-photo'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { Photo, PhotoId } from '@/lib/photos/contract'
import { deletePhoto } from '@/lib/photos/delete-photo'
import { UpdatePhoto } from '@/lib/photos/edit-contract'
import { getPhoto } from '@/lib/photos/get-photo'

const Params = z.object({ id: PhotoId })
const DeleteQuery = z.object({ permanent: z.enum(['true', 'false'], 'true or false').optional() })

export const GET = route({ name: 'GET /photos/{id}', params: Params, reply: Photo }, ({ ctx, params }) =>
  getPhoto(ctx, params),
)

export const PATCH = route(
  { name: 'PATCH /photos/{id}', login: true, params: Params, body: UpdatePhoto, reply: Photo },
  ({ ctx, params, body }) => updatePhoto(ctx, { id: params.id, patch: body }),
)

export const DELETE = route(
  { name: 'DELETE /photos/{id}', login: true, params: Params, query: DeleteQuery },
  async ({ ctx, params, query }) => {
    await (query.permanent === 'true' ? deletePhoto(ctx, params) : trashPhoto(ctx, params))
    return new Response(null, { status: 204 })
  },
)

export const { POST, PUT } = notAllowed('GET', 'PATCH', 'DELETE')
