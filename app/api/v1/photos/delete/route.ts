import { deletePhotos } from '@/lib/edits/trash-photos'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { BatchReply, DeletePhotos } from '@/lib/photos/edit-contract'

export const POST = route(
  { name: 'POST /photos/delete', login: true, body: DeletePhotos, reply: BatchReply },
  ({ ctx, body }) => deletePhotos(ctx, body),
)

export const { GET, PUT, PATCH, DELETE } = notAllowed('POST')
