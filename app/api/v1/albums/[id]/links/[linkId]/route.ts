import * as z from 'zod'
import { AlbumId } from '@/lib/albums/contract'
import { empty, json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { requestOrigin } from '@/lib/http/origin'
import { route } from '@/lib/http/route'
import { LinkId, ShareLink, UpdateAlbumLink } from '@/lib/shares/contract'
import { deleteLink, updateLink } from '@/lib/shares/own-links'

const params = z.object({
  id: AlbumId.describe('The id in the path.'),
  linkId: LinkId.describe('The link’s id in the path.'),
})

export const PATCH = route(
  {
    summary: 'Changes a share link of an album of one’s own.',
    scope: 'session',
    login: true,
    secret: true,
    params,
    body: UpdateAlbumLink,
    example: { expiresAt: null, allowDownload: false },
    replies: [json(ShareLink)],
  },
  ({ ctx, params: { id, linkId }, body, request }) =>
    updateLink(ctx, { linkId, albumId: id }, body, requestOrigin(request)),
)

export const DELETE = route(
  {
    summary: 'Revokes a share link of an album of one’s own.',
    scope: 'session',
    login: true,
    params,
    replies: [empty()],
  },
  async ({ ctx, params: { id, linkId } }) => {
    await deleteLink(ctx, { linkId, albumId: id })
    return new Response(null, { status: 204 })
  },
)

export const { GET, POST, PUT } = notAllowed('PATCH', 'DELETE')
