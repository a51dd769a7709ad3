import * as z from 'zod'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { Forgotten, SourceId } from '@/lib/sources/ground/contract'
import { forgetMissing } from '@/lib/sources/objects/forget-missing'

const params = z.object({ id: SourceId })

export const DELETE = route(
  { name: 'DELETE /sources/{id}/missing', login: true, params, reply: Forgotten },
  async ({ ctx, params: { id } }) => ({ forgotten: await forgetMissing(ctx, { sourceId: id }) }),
)

export const { GET, POST, PUT, PATCH } = notAllowed('DELETE')
