import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { MapReply } from '@/lib/search/language/contract'
import { filterOf, MapQuery } from '@/lib/search/language/filter'
import { getMap } from '@/lib/search/query/map'

export const GET = route({ name: 'GET /map', query: MapQuery, reply: MapReply }, ({ ctx, query }) =>
  getMap(ctx, { filter: filterOf(query), zoom: query.zoom }),
)

export const { POST, PUT, PATCH, DELETE } = notAllowed('GET')
