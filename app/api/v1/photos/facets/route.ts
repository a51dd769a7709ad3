import { json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { FacetReply } from '@/lib/search/language/contract'
import { FacetQuery, filterOf } from '@/lib/search/language/filter'
import { getFacets } from '@/lib/search/query/facets'

export const GET = route(
  {
    summary: 'Counts a filter’s photos by their values.',
    scope: 'read',
    searches: true,
    query: FacetQuery,
    replies: [json(FacetReply)],
  },
  ({ ctx, query }) => getFacets(ctx, filterOf(query), query.facets),
)

export const { POST, PUT, PATCH, DELETE } = notAllowed('GET')
