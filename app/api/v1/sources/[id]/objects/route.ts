import * as z from 'zod'
import { json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { ObjectPage, ObjectsQuery } from '@/lib/sources/ground/browse-contract'
import { SourceId } from '@/lib/sources/ground/contract'
import { listObjects } from '@/lib/sources/manage/list-objects'

const params = z.object({ id: SourceId.describe('The id in the path.') })

export const GET = route(
  {
    summary: 'Lists what a scan found in a source.',
    scope: 'read',
    login: true,
    params,
    query: ObjectsQuery,
    replies: [json(ObjectPage)],
  },
  ({ ctx, params: { id }, query }) => listObjects(ctx, id, query),
)

export const { POST, PUT, PATCH, DELETE } = notAllowed('GET')
