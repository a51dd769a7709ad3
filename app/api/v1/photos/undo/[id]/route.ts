import * as z from 'zod'
import { undoPhotos } from '@/lib/edits/undo-photos'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { BatchReply } from '@/lib/photos/edit-contract'

const params = z.object({ id: z.uuid() })

export const POST = route(
  { name: 'POST /photos/undo/{id}', login: true, params, reply: BatchReply },
  ({ ctx, params: { id } }) => undoPhotos(ctx, { id }),
)

export const { GET, PUT, PATCH, DELETE } = notAllowed('POST')
