import * as z from 'zod'
import { undoPhotos } from '@/lib/edits/undo-photos'
import { json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { UndoReply } from '@/lib/photos/batch-contract'

const params = z.object({ id: z.uuid().describe('The id in the path.') })

export const POST = route(
  { summary: 'Takes back a change of many photos.', scope: 'write', login: true, params, replies: [json(UndoReply)] },
  ({ ctx, params: { id } }) => undoPhotos(ctx, { id }),
)

export const { GET, PUT, PATCH, DELETE } = notAllowed('POST')
