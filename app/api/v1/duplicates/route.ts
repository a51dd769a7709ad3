import { DuplicatePage, DuplicatesQuery } from '@/lib/duplicates/contract'
import { listDuplicates } from '@/lib/duplicates/list-duplicates'
import { json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'

export const GET = route(
  {
    summary: 'Lists groups of one’s own photos that look alike, those with the newest photos first.',
    scope: 'read',
    login: true,
    query: DuplicatesQuery,
    replies: [json(DuplicatePage)],
  },
  ({ ctx, query }) => listDuplicates(ctx, query),
)

export const { POST, PUT, PATCH, DELETE } = notAllowed('GET')
