import * as z from 'zod'
import { Pick, PutPick } from '@/lib/guests/contract'
import { putPick, removePick } from '@/lib/guests/picks'
import { cookieReply, visitorOf } from '@/lib/guests/visitor'
import { empty, json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { PhotoId } from '@/lib/photos/contract'
import { linkContext, throughLink } from '@/lib/shares/link-door'
import { TokenParam } from '@/lib/shares/visitor-contract'

const params = z.object({ token: TokenParam, id: PhotoId.describe('The id in the path.') })

export const PUT = route(
  {
    summary: 'Marks a photo of a share link, or changes the note on it. The first time the visitor says a name.',
    scope: 'link',
    door: throughLink,
    params,
    body: PutPick,
    bodyOptional: true,
    problems: ['conflict'],
    example: { note: 'For the wall in the hall', guest: 'Oma' },
    replies: [json(Pick, 200, { 'set-cookie': 'What makes this browser known to this link, the first time.' })],
  },
  async ({ ctx, params: { id }, body, request }) => {
    const { pick, cookie } = await putPick(linkContext(ctx), visitorOf(request), id, body)
    return cookieReply(Pick, pick, 200, cookie)
  },
)

export const DELETE = route(
  {
    summary: 'Takes the visitor’s mark off a photo of a share link.',
    scope: 'link',
    door: throughLink,
    params,
    replies: [empty()],
  },
  async ({ ctx, params: { id }, request }) => {
    await removePick(linkContext(ctx), visitorOf(request), id)
    return new Response(null, { status: 204 })
  },
)

export const { GET, POST, PATCH } = notAllowed('PUT', 'DELETE')
