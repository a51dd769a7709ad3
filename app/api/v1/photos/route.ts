import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { PhotoPage } from '@/lib/photos/contract'
import { BatchReply, UpdatePhotos } from '@/lib/photos/edit-contract'
import { updatePhotos } from '@/lib/photos/update-photos'
import { filterOf, ListQuery } from '@/lib/search/filter'
import { listPhotos } from '@/lib/search/page'

export const GET = route({ name: 'GET /photos', query: ListQuery, reply: PhotoPage }, ({ ctx, query }) => {
  const { limit, cursor, count, at } = query
  return listPhotos(ctx, { filter: filterOf(query), limit, cursor, count: count === 'true', at })
})

export const PATCH = route(
  { name: 'PATCH /photos', login: true, body: UpdatePhotos, reply: BatchReply },
  ({ ctx, body }) => updatePhotos(ctx, body),
)

export const { POST, PUT, DELETE } = notAllowed('GET', 'PATCH')
