import * as z from 'zod'
import { empty, json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { Source, SourceId, UpdateSource } from '@/lib/sources/ground/contract'
import { deleteSource } from '@/lib/sources/manage/delete-source'
import { getSource } from '@/lib/sources/manage/get-source'
import { updateSource } from '@/lib/sources/manage/update-source'

const params = z.object({ id: SourceId.describe('The id in the path.') })

export const GET = route(
  { summary: 'Gives a source.', scope: 'read', login: true, params, replies: [json(Source)] },
  ({ ctx, params: { id } }) => getSource(ctx, id),
)

export const PATCH = route(
  {
    summary: 'Changes a source.',
    scope: 'write',
    login: true,
    params,
    body: UpdateSource,
    example: { name: 'The NAS in the attic' },
    replies: [json(Source)],
  },
  ({ ctx, params: { id }, body }) => updateSource(ctx, id, body),
)

export const DELETE = route(
  {
    summary: 'Disconnects a source; nothing in it is touched.',
    scope: 'write',
    login: true,
    params,
    replies: [empty()],
  },
  async ({ ctx, params: { id } }) => {
    await deleteSource(ctx, id)
    return new Response(null, { status: 204 })
  },
)

export const { POST, PUT } = notAllowed('GET', 'PATCH', 'DELETE')
