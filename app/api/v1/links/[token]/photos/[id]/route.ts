import * as z from 'zod'
import { json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { Photo, PhotoId } from '@/lib/photos/contract'
import { getPhoto } from '@/lib/photos/get-photo'
import { throughLink } from '@/lib/shares/link-door'
import { TokenParam } from '@/lib/shares/visitor-contract'

export const GET = route(
  {
    summary: 'Gives a photo of a share link.',
    scope: 'link',
    door: throughLink,
    params: z.object({ token: TokenParam, id: PhotoId.describe('The id in the path.') }),
    replies: [json(Photo)],
  },
  ({ ctx, params: { id } }) => getPhoto(ctx, { id }),
)

export const { POST, PUT, PATCH, DELETE } = notAllowed('GET')
