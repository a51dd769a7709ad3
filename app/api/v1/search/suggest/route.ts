import { json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { SuggestReply } from '@/lib/search/language/contract'
import { SuggestQuery } from '@/lib/search/language/filter'
import { suggest } from '@/lib/search/query/suggest'

export const GET = route(
  {
    summary: 'Suggests what a search text may go on with.',
    scope: 'read',
    searches: true,
    query: SuggestQuery,
    replies: [json(SuggestReply)],
  },
  ({ ctx, query }) => suggest(ctx, query.q),
)

export const { POST, PUT, PATCH, DELETE } = notAllowed('GET')
