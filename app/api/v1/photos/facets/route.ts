import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { FacetReply } from '@/lib/search/language/contract'
import { FacetQuery, filterOf } from '@/lib/search/language/filter'
import { getFacets } from '@/lib/search/query/facets'

export const GET = route({ name: 'GET /photos/facets', query: FacetQuery, reply: FacetReply }, ({ ctx, query }) =>
  getFacets(ctx, filterOf(query), query.facets),
)

export const { POST, PUT, PATCH, DELETE } = notAllowed('GET')
