import * as z from 'zod'
import { json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { Forgotten, SourceId } from '@/lib/sources/ground/contract'
import { forgetMissing } from '@/lib/sources/objects/forget-missing'

const params = z.object({ id: SourceId.describe('The id in the path.') })

export const DELETE = route(
  {
    summary: 'Forgets the photos that are no longer in a source.',
    scope: 'write',
    login: true,
    params,
    replies: [json(Forgotten)],
  },
  async ({ ctx, params: { id } }) => ({ forgotten: await forgetMissing(ctx, { sourceId: id }) }),
)

export const { GET, POST, PUT, PATCH } = notAllowed('DELETE')
