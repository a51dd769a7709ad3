import * as z from 'zod'
import { notFound } from '@/lib/errors/app-error'
import { route } from '@/lib/http/route'

/** No path below /api that has no route of its own satisfies this, so each is answered like an unknown id. */
const Nothing = z.object({ path: z.never().describe('Matches nothing.') })

const unknown = route(
  { summary: 'Answers what has no route.', scope: 'read', params: Nothing, replies: [] },
  async () => {
    throw notFound()
  },
)

export { unknown as DELETE, unknown as GET, unknown as PATCH, unknown as POST, unknown as PUT }
