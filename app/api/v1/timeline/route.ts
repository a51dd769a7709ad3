import { json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { Timeline } from '@/lib/search/language/contract'
import { FilterQuery, filterOf } from '@/lib/search/language/filter'
import { getTimeline } from '@/lib/search/query/timeline'

export const GET = route(
  {
    summary: 'Counts a filter’s photos by month.',
    scope: 'read',
    searches: true,
    query: FilterQuery,
    replies: [json(Timeline)],
  },
  ({ ctx, query }) => getTimeline(ctx, filterOf(query)),
)

export const { POST, PUT, PATCH, DELETE } = notAllowed('GET')
