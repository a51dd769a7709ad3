import { json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { PlacesQuery, Towns } from '@/lib/places/contract'
import { findTowns } from '@/lib/places/find-towns'

/** The same for everybody: it tells of the world and of nobody's photos. */
export const GET = route(
  {
    summary: 'Finds towns by the beginning of their name.',
    scope: 'read',
    searches: true,
    query: PlacesQuery,
    replies: [json(Towns)],
  },
  async ({ query }) => ({ items: await findTowns(query) }),
)

export const { POST, PUT, PATCH, DELETE } = notAllowed('GET')
