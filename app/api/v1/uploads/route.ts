import { json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { requestUpload } from '@/lib/uploads/request-upload'
import { RequestUploads, RequestUploadsReply } from '@/lib/uploads/upload-contract'

export const POST = route(
  {
    summary: 'Announces uploads and says where their bytes go.',
    scope: 'write',
    login: true,
    body: RequestUploads,
    problems: ['not_found'],
    example: { visibility: 'private', files: [{ name: 'IMG_0001.jpg', bytes: 2_480_113, mediaType: 'image/jpeg' }] },
    replies: [json(RequestUploadsReply, 201)],
  },
  ({ ctx, body }) => requestUpload(ctx, body),
)

export const { GET, PUT, PATCH, DELETE } = notAllowed('POST')
