import { route } from '@/lib/http/route'
import { PhotoPage } from '@/lib/photos/contract'
import { filterOf, ListQuery } from '@/lib/search/filter'
import { listPhotos } from '@/lib/search/page'

export const GET = route({ name: 'GET /photos', query: ListQuery, reply: PhotoPage }, ({ ctx, query }) =>
  listPhotos(ctx, {
    filter: filterOf(query),
    limit: query.limit,
    cursor: query.cursor,
    count: query.count === 'true',
    at: query.at,
  }),
)
