import * as z from 'zod'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { BatchReply } from '@/lib/photos/edit-contract'
import { undoPhotos } from '@/lib/photos/undo-photos'

const params = z.object({ id: z.uuid() })

export const POST = route(
  { name: 'POST /photos/undo/{id}', login: true, params, reply: BatchReply },
  ({ ctx, params: { id } }) => undoPhotos(ctx, { id }),
)

export const { GET, PUT, PATCH, DELETE } = notAllowed('POST')
