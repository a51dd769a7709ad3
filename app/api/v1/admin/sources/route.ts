import { json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { AdminSourcePage, AdminSourcesQuery } from '@/lib/sources/ground/all-sources-contract'
import { listAllSources } from '@/lib/sources/manage/list-all-sources'

export const GET = route(
  {
    summary: 'Lists everybody’s sources with state and numbers, without names and places; for administrators.',
    scope: 'session',
    login: true,
    query: AdminSourcesQuery,
    replies: [json(AdminSourcePage)],
    problems: ['not_found'],
  },
  async ({ ctx, query }) => await listAllSources(ctx, query),
)

export const { POST, PUT, PATCH, DELETE } = notAllowed('GET')
