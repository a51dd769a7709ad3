import { deletePhotos } from '@/lib/edits/trash-photos'
import { json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { BatchReply, DeletePhotos } from '@/lib/photos/batch-contract'

export const POST = route(
  {
    summary: 'Moves many photos to the trash, or deletes them for ever.',
    scope: 'write',
    login: true,
    body: DeletePhotos,
    problems: ['not_found'],
    example: { select: { ids: ['01a2182a-0461-7bd8-b3fe-bf0338283c33'] } },
    replies: [json(BatchReply)],
  },
  ({ ctx, body }) => deletePhotos(ctx, body),
)

export const { GET, PUT, PATCH, DELETE } = notAllowed('POST')
