import * as z from 'zod'
import { receiveGuestUpload } from '@/lib/guests/guest-uploads'
import { empty } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { requestBody } from '@/lib/http/request-body'
import { route } from '@/lib/http/route'
import { PhotoId } from '@/lib/photos/contract'
import { linkContext, throughLink } from '@/lib/shares/link-door'
import { TokenParam } from '@/lib/shares/visitor-contract'

export const PUT = route(
  {
    summary: 'Takes the bytes of an upload through a share link.',
    scope: 'link',
    door: throughLink,
    params: z.object({ token: TokenParam, photoId: PhotoId.describe('The id in the path.') }),
    takes: ['*/*'],
    replies: [empty()],
  },
  async ({ ctx, params: { photoId }, request }) => {
    const cookies = request.headers.get('cookie')
    await receiveGuestUpload(linkContext(ctx), cookies, { photoId, ...requestBody(request) })
    return new Response(null, { status: 204 })
  },
)

export const { GET, POST, PATCH, DELETE } = notAllowed('PUT')
