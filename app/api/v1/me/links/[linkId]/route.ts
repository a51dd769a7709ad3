import * as z from 'zod'
import { empty, json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { requestOrigin } from '@/lib/http/origin'
import { route } from '@/lib/http/route'
import { LinkId, ShareLink, UpdateLink } from '@/lib/shares/contract'
import { deleteLink, updateLink } from '@/lib/shares/own-links'

const params = z.object({ linkId: LinkId.describe('The link’s id in the path.') })

export const PATCH = route(
  {
    summary: 'Changes one of one’s own share links. Another password locks it anew for everybody.',
    scope: 'session',
    login: true,
    secret: true,
    params,
    body: UpdateLink,
    example: { password: 'another one', allowDownload: false },
    replies: [json(ShareLink)],
  },
  ({ ctx, params: { linkId }, body, request }) => updateLink(ctx, { linkId }, body, requestOrigin(request)),
)

export const DELETE = route(
  {
    summary: 'Revokes one of one’s own share links.',
    scope: 'session',
    login: true,
    params,
    replies: [empty()],
  },
  async ({ ctx, params: { linkId } }) => {
    await deleteLink(ctx, { linkId })
    return new Response(null, { status: 204 })
  },
)

export const { GET, POST, PUT } = notAllowed('PATCH', 'DELETE')
