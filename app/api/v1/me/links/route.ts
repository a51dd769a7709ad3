import { json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { requestOrigin } from '@/lib/http/origin'
import { route } from '@/lib/http/route'
import { ListLinksQuery, ShareLinkPage } from '@/lib/shares/contract'
import { listLinks } from '@/lib/shares/own-links'

export const GET = route(
  {
    summary: 'Lists all of one’s own share links with their visits, latest first.',
    scope: 'session',
    login: true,
    query: ListLinksQuery,
    replies: [json(ShareLinkPage)],
  },
  ({ ctx, query, request }) => listLinks(ctx, query, requestOrigin(request)),
)

export const { POST, PUT, PATCH, DELETE } = notAllowed('GET')
