import { body } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { largeTowns } from '@/lib/places/large-towns'

/** The names on the map, the same for everybody. */
export const GET = route(
  {
    summary: 'Gives the names on the map.',
    scope: 'read',
    replies: [body('application/json', 'Names with their places.')],
  },
  async () => Response.json(await largeTowns(), { headers: { 'cache-control': 'public, max-age=604800' } }),
)

export const { POST, PUT, PATCH, DELETE } = notAllowed('GET')
