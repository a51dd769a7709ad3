import * as z from 'zod'
import { empty } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { requestBody } from '@/lib/http/request-body'
import { route } from '@/lib/http/route'
import { PhotoId } from '@/lib/photos/contract'
import { receiveUpload } from '@/lib/uploads/receive-upload'
import { resumeUpload, uploadProgress } from '@/lib/uploads/resume-upload'
import { TUS_BODY, TUS_REPLIES, tusOffset, tusReply } from '@/lib/uploads/tus-reply'

const Params = z.object({ photoId: PhotoId.describe('The id in the path.') })

export const PUT = route(
  {
    summary: 'Takes the bytes of an announced upload.',
    scope: 'write',
    login: true,
    params: Params,
    takes: ['*/*'],
    replies: [empty()],
  },
  async ({ ctx, params, request }) => {
    await receiveUpload(ctx, { photoId: params.photoId, ...requestBody(request) })
    return new Response(null, { status: 204 })
  },
)

export const GET = route(
  {
    summary: 'Tells how far an upload has come that is sent in pieces (tus 1.0.0, also as HEAD).',
    scope: 'read',
    login: true,
    params: Params,
    replies: TUS_REPLIES,
  },
  ({ ctx, params, request }) => tusReply(request, () => uploadProgress(ctx, params)),
)

export const PATCH = route(
  {
    summary: 'Takes the next piece of an announced upload (tus 1.0.0); with the last one the file is taken.',
    scope: 'write',
    login: true,
    params: Params,
    takes: [TUS_BODY],
    replies: TUS_REPLIES,
    problems: ['conflict'],
  },
  ({ ctx, params, request }) =>
    tusReply(request, () =>
      resumeUpload(ctx, { ...params, offset: tusOffset(request), body: requestBody(request).body }),
    ),
)

export const { POST, DELETE } = notAllowed('GET', 'PUT', 'PATCH')
