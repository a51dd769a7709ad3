import * as z from 'zod'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { Source, SourceId, UpdateSource } from '@/lib/sources/ground/contract'
import { deleteSource } from '@/lib/sources/manage/delete-source'
import { getSource } from '@/lib/sources/manage/get-source'
import { updateSource } from '@/lib/sources/manage/update-source'

const params = z.object({ id: SourceId })

export const GET = route({ name: 'GET /sources/{id}', login: true, params, reply: Source }, ({ ctx, params: { id } }) =>
  getSource(ctx, id),
)

export const PATCH = route(
  { name: 'PATCH /sources/{id}', login: true, params, body: UpdateSource, reply: Source },
  ({ ctx, params: { id }, body }) => updateSource(ctx, id, body),
)

export const DELETE = route({ name: 'DELETE /sources/{id}', login: true, params }, async ({ ctx, params: { id } }) => {
  await deleteSource(ctx, id)
  return new Response(null, { status: 204 })
})

export const { POST, PUT } = notAllowed('GET', 'PATCH', 'DELETE')
