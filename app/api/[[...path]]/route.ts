import * as z from 'zod'
import { notFound } from '@/lib/errors/app-error'
import { route } from '@/lib/http/route'

/** No path below /api that has no route of its own satisfies this, so each is answered like an unknown id. */
const Nothing = z.object({ path: z.never() })

const unknown = route({ name: 'unknown path', params: Nothing }, async () => {
  throw notFound()
})

export { unknown as DELETE, unknown as GET, unknown as PATCH, unknown as POST, unknown as PUT }
