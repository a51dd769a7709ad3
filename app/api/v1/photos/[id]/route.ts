import * as z from 'zod'
import { trashPhoto } from '@/lib/edits/trash-photo'
import { updatePhoto } from '@/lib/edits/update-photo'
import { empty, json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { Photo, PhotoId } from '@/lib/photos/contract'
import { deletePhoto } from '@/lib/photos/delete-photo'
import { UpdatePhoto } from '@/lib/photos/edit-contract'
import { getPhoto } from '@/lib/photos/get-photo'

const Params = z.object({ id: PhotoId.describe('The id in the path.') })
const DeleteQuery = z.object({
  permanent: z.enum(['true', 'false'], 'true or false').optional().describe('For ever instead of into the trash.'),
})

export const GET = route(
  { summary: 'Gives a photo.', scope: 'read', params: Params, replies: [json(Photo)] },
  ({ ctx, params }) => getPhoto(ctx, params),
)

export const PATCH = route(
  {
    summary: 'Changes a photo.',
    scope: 'write',
    login: true,
    params: Params,
    body: UpdatePhoto,
    example: { title: 'Tram 28', rating: 5, tags: ['Lisbon'] },
    replies: [json(Photo)],
  },
  ({ ctx, params, body }) => updatePhoto(ctx, { id: params.id, patch: body }),
)

export const DELETE = route(
  {
    summary: 'Moves a photo to the trash; with permanent=true deletes it for ever.',
    scope: 'write',
    login: true,
    params: Params,
    query: DeleteQuery,
    replies: [empty()],
  },
  async ({ ctx, params, query }) => {
    await (query.permanent === 'true' ? deletePhoto(ctx, params) : trashPhoto(ctx, params))
    return new Response(null, { status: 204 })
  },
)

export const { POST, PUT } = notAllowed('GET', 'PATCH', 'DELETE')
