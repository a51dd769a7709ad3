import * as z from 'zod'
import { discardGuestUpload } from '@/lib/guests/guest-uploads'
import { empty } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { PhotoId } from '@/lib/photos/contract'
import { linkContext, throughLink } from '@/lib/shares/link-door'
import { TokenParam } from '@/lib/shares/visitor-contract'

export const DELETE = route(
  {
    summary: 'Gives up an upload through a share link that is not finished.',
    scope: 'link',
    door: throughLink,
    params: z.object({ token: TokenParam, photoId: PhotoId.describe('The id in the path.') }),
    replies: [empty()],
  },
  async ({ ctx, params: { photoId }, request }) => {
    await discardGuestUpload(linkContext(ctx), request.headers.get('cookie'), photoId)
    return new Response(null, { status: 204 })
  },
)

export const { GET, POST, PUT, PATCH } = notAllowed('DELETE')
