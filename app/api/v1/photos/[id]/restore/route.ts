import * as z from 'zod'
import { restorePhoto } from '@/lib/edits/restore-photo'
import { json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { Photo, PhotoId } from '@/lib/photos/contract'

const Params = z.object({ id: PhotoId.describe('The id in the path.') })

export const POST = route(
  { summary: 'Takes a photo out of the trash.', scope: 'write', login: true, params: Params, replies: [json(Photo)] },
  ({ ctx, params }) => restorePhoto(ctx, params),
)

export const { GET, PUT, PATCH, DELETE } = notAllowed('POST')
