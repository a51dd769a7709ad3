import { json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { CheckSource, SourceCheck } from '@/lib/sources/ground/contract'
import { checkSource } from '@/lib/sources/manage/check-source'

export const POST = route(
  {
    summary: 'Tries the settings of a source without keeping them.',
    scope: 'write',
    login: true,
    body: CheckSource,
    problems: ['not_found'],
    example: { kind: 'directory', path: '/mnt/photos' },
    replies: [json(SourceCheck)],
  },
  ({ ctx, body }) => checkSource(ctx, body),
)

export const { GET, PUT, PATCH, DELETE } = notAllowed('POST')
