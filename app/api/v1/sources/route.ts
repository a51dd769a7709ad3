import * as z from 'zod'
import { json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { CreateSource, Source, SourcePage } from '@/lib/sources/ground/contract'
import { createSource } from '@/lib/sources/manage/create-source'
import { listSources } from '@/lib/sources/manage/list-sources'

const ListQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(500).default(100).describe('The most items of a page.'),
  cursor: z.string().max(200).optional().describe('next of the page before; left out for the first.'),
})

export const GET = route(
  { summary: 'Lists one’s own sources.', scope: 'read', login: true, query: ListQuery, replies: [json(SourcePage)] },
  ({ ctx, query }) => listSources(ctx, query),
)

export const POST = route(
  {
    summary: 'Connects a bucket or a folder, which is only read.',
    scope: 'write',
    login: true,
    body: CreateSource,
    example: { name: 'The NAS', kind: 'directory', path: '/mnt/photos', visibility: 'private' },
    replies: [json(Source, 201)],
  },
  ({ ctx, body }) => createSource(ctx, body),
)

export const { PUT, PATCH, DELETE } = notAllowed('GET', 'POST')
