import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { requestUpload } from '@/lib/uploads/request-upload'
import { RequestUploads, RequestUploadsReply } from '@/lib/uploads/upload-contract'

export const POST = route(
  { name: 'POST /uploads', login: true, body: RequestUploads, reply: RequestUploadsReply, status: 201 },
  ({ ctx, body }) => requestUpload(ctx, body),
)

export const { GET, PUT, PATCH, DELETE } = notAllowed('POST')
