import { route } from '@/lib/http/route'
import { BatchReply, RestorePhotos } from '@/lib/photos/edit-contract'
import { restorePhotos } from '@/lib/photos/trash-photos'

export const POST = route(
  { name: 'POST /photos/restore', login: true, body: RestorePhotos, reply: BatchReply },
  ({ ctx, body }) => restorePhotos(ctx, body),
)
