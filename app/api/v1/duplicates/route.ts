import { DuplicatePage, DuplicatesQuery, ResolveSafe, ResolveSafeReply } from '@/lib/duplicates/contract'
import { listDuplicates } from '@/lib/duplicates/list-duplicates'
import { resolveSafe } from '@/lib/duplicates/resolve-safe'
import { json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'

export const GET = route(
  {
    summary: 'Lists groups of one’s own photos that look alike, those with the newest photos first.',
    scope: 'read',
    login: true,
    query: DuplicatesQuery,
    replies: [json(DuplicatePage)],
  },
  ({ ctx, query }) => listDuplicates(ctx, query),
)

export const POST = route(
  {
    summary: 'Follows the proposals in many groups where nothing is lost by it.',
    scope: 'write',
    login: true,
    body: ResolveSafe,
    example: { kind: 'same_bytes', dryRun: true },
    replies: [json(ResolveSafeReply)],
  },
  ({ ctx, body }) => resolveSafe(ctx, body),
)

export const { PUT, PATCH, DELETE } = notAllowed('GET', 'POST')
