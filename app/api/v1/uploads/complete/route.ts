import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { completeUpload } from '@/lib/photos/complete-upload'
import { CompleteUploads, CompleteUploadsReply } from '@/lib/photos/upload-contract'

export const POST = route(
  { name: 'POST /uploads/complete', login: true, body: CompleteUploads, reply: CompleteUploadsReply, status: 202 },
  async ({ ctx, body }) => ({ photos: await completeUpload(ctx, body) }),
)

export const { GET, PUT, PATCH, DELETE } = notAllowed('POST')
