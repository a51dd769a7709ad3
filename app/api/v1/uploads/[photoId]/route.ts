import * as z from 'zod'
import { empty } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { PhotoId } from '@/lib/photos/contract'
import { discardUpload } from '@/lib/uploads/discard-upload'

const Params = z.object({ photoId: PhotoId.describe('The id in the path.') })

export const DELETE = route(
  {
    summary: 'Gives up an announced upload.',
    scope: 'write',
    login: true,
    params: Params,
    problems: ['conflict'],
    replies: [empty()],
  },
  async ({ ctx, params }) => {
    await discardUpload(ctx, params)
    return new Response(null, { status: 204 })
  },
)

export const { GET, POST, PUT, PATCH } = notAllowed('DELETE')
