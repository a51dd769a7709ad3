import * as z from 'zod'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { CreateSource, Source, SourcePage } from '@/lib/sources/ground/contract'
import { createSource } from '@/lib/sources/manage/create-source'
import { listSources } from '@/lib/sources/manage/list-sources'

const ListQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.string().max(200).optional(),
})

export const GET = route({ name: 'GET /sources', login: true, query: ListQuery, reply: SourcePage }, ({ ctx, query }) =>
  listSources(ctx, query),
)

export const POST = route(
  { name: 'POST /sources', login: true, body: CreateSource, reply: Source, status: 201 },
  ({ ctx, body }) => createSource(ctx, body),
)

export const { PUT, PATCH, DELETE } = notAllowed('GET', 'POST')
