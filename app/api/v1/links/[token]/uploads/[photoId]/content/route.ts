import * as z from 'zod'
import { guestUploadProgress, receiveGuestUpload, resumeGuestUpload } from '@/lib/guests/guest-uploads'
import { empty } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { requestBody } from '@/lib/http/request-body'
import { route } from '@/lib/http/route'
import { PhotoId } from '@/lib/photos/contract'
import { linkContext, throughLink } from '@/lib/shares/link-door'
import { TokenParam } from '@/lib/shares/visitor-contract'
import { TUS_BODY, TUS_REPLIES, tusOffset, tusReply } from '@/lib/uploads/tus-reply'

const Params = z.object({ token: TokenParam, photoId: PhotoId.describe('The id in the path.') })

export const PUT = route(
  {
    summary: 'Takes the bytes of an upload through a share link.',
    scope: 'link',
    door: throughLink,
    params: Params,
    takes: ['*/*'],
    replies: [empty()],
  },
  async ({ ctx, params: { photoId }, request }) => {
    const cookies = request.headers.get('cookie')
    await receiveGuestUpload(linkContext(ctx), cookies, { photoId, ...requestBody(request) })
    return new Response(null, { status: 204 })
  },
)

export const GET = route(
  {
    summary: 'Tells how far an upload through a share link has come that is sent in pieces (tus 1.0.0, also as HEAD).',
    scope: 'link',
    door: throughLink,
    params: Params,
    replies: TUS_REPLIES,
  },
  ({ ctx, params, request }) =>
    tusReply(request, () => guestUploadProgress(linkContext(ctx), request.headers.get('cookie'), params)),
)

export const PATCH = route(
  {
    summary: 'Takes the next piece of an upload through a share link (tus 1.0.0); with the last one the file is taken.',
    scope: 'link',
    door: throughLink,
    params: Params,
    takes: [TUS_BODY],
    replies: TUS_REPLIES,
    problems: ['conflict'],
  },
  ({ ctx, params: { photoId }, request }) =>
    tusReply(request, () => {
      const piece = { photoId, offset: tusOffset(request), body: requestBody(request).body }
      return resumeGuestUpload(linkContext(ctx), request.headers.get('cookie'), piece)
    }),
)

export const { POST, DELETE } = notAllowed('GET', 'PUT', 'PATCH')
