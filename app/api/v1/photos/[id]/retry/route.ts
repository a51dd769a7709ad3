import * as z from 'zod'
import { retryPhoto } from '@/lib/edits/retry-photo'
import { json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { Photo, PhotoId } from '@/lib/photos/contract'

const Params = z.object({ id: PhotoId.describe('The id in the path.') })

export const POST = route(
  {
    summary: 'Processes a failed photo anew.',
    scope: 'write',
    login: true,
    params: Params,
    replies: [json(Photo, 202)],
  },
  ({ ctx, params }) => retryPhoto(ctx, params),
)

export const { GET, PUT, PATCH, DELETE } = notAllowed('POST')
