import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { completeUpload } from '@/lib/uploads/complete-upload'
import { CompleteUploads, CompleteUploadsReply } from '@/lib/uploads/upload-contract'

export const POST = route(
  { name: 'POST /uploads/complete', login: true, body: CompleteUploads, reply: CompleteUploadsReply, status: 202 },
  async ({ ctx, body }) => ({ photos: await completeUpload(ctx, body) }),
)

export const { GET, PUT, PATCH, DELETE } = notAllowed('POST')
