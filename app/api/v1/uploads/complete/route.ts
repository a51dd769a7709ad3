import { json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { completeUpload } from '@/lib/uploads/complete-upload'
import { CompleteUploads, CompleteUploadsReply } from '@/lib/uploads/upload-contract'

export const POST = route(
  {
    summary: 'Says that uploads are there whole; their photos are processed.',
    scope: 'write',
    login: true,
    body: CompleteUploads,
    problems: ['not_found'],
    example: { photoIds: ['01a2182a-0461-7bd8-b3fe-bf0338283c33'] },
    replies: [json(CompleteUploadsReply, 202)],
  },
  async ({ ctx, body }) => ({ photos: await completeUpload(ctx, body) }),
)

export const { GET, PUT, PATCH, DELETE } = notAllowed('POST')
