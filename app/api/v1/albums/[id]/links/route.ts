import * as z from 'zod'
import { AlbumId } from '@/lib/albums/contract'
import { json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { requestOrigin } from '@/lib/http/origin'
import { route } from '@/lib/http/route'
import { CreateAlbumLink, ListLinksQuery, ShareLink, ShareLinkPage } from '@/lib/shares/contract'
import { createAlbumLink } from '@/lib/shares/make-link'
import { listLinks } from '@/lib/shares/own-links'

const params = z.object({ id: AlbumId.describe('The id in the path.') })

export const GET = route(
  {
    summary: 'Lists the share links of an album of one’s own, latest first.',
    scope: 'session',
    login: true,
    params,
    query: ListLinksQuery,
    replies: [json(ShareLinkPage)],
  },
  ({ ctx, params: { id }, query, request }) => listLinks(ctx, { albumId: id, ...query }, requestOrigin(request)),
)

export const POST = route(
  {
    summary: 'Makes a share link to an album of one’s own. It opens the private photos in it too.',
    scope: 'session',
    login: true,
    secret: true,
    params,
    body: CreateAlbumLink,
    bodyOptional: true,
    example: { password: 'for the family', expiresAt: '2099-01-31T12:00:00Z', allowDownload: true },
    replies: [json(ShareLink, 201)],
  },
  ({ ctx, params: { id }, body, request }) => createAlbumLink(ctx, id, body, requestOrigin(request)),
)

export const { PUT, PATCH, DELETE } = notAllowed('GET', 'POST')
