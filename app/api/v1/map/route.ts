import { json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { MapReply } from '@/lib/search/language/contract'
import { filterOf, MapQuery } from '@/lib/search/language/filter'
import { getMap } from '@/lib/search/query/map'

export const GET = route(
  {
    summary: 'Counts photos in the cells of a map.',
    scope: 'read',
    searches: true,
    query: MapQuery,
    replies: [json(MapReply)],
  },
  ({ ctx, query }) => getMap(ctx, { filter: filterOf(query), zoom: query.zoom }),
)

export const { POST, PUT, PATCH, DELETE } = notAllowed('GET')
