import { restorePhotos } from '@/lib/edits/trash-photos'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { BatchReply, RestorePhotos } from '@/lib/photos/edit-contract'

export const POST = route(
  { name: 'POST /photos/restore', login: true, body: RestorePhotos, reply: BatchReply },
  ({ ctx, body }) => restorePhotos(ctx, body),
)

export const { GET, PUT, PATCH, DELETE } = notAllowed('POST')
