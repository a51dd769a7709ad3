import * as z from 'zod'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { ObjectPage, ObjectsQuery } from '@/lib/sources/ground/browse-contract'
import { SourceId } from '@/lib/sources/ground/contract'
import { listObjects } from '@/lib/sources/manage/list-objects'

const params = z.object({ id: SourceId })

export const GET = route(
  { name: 'GET /sources/{id}/objects', login: true, params, query: ObjectsQuery, reply: ObjectPage },
  ({ ctx, params: { id }, query }) => listObjects(ctx, id, query),
)

export const { POST, PUT, PATCH, DELETE } = notAllowed('GET')
