import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { CheckSource, SourceCheck } from '@/lib/sources/ground/contract'
import { checkSource } from '@/lib/sources/manage/check-source'

export const POST = route(
  { name: 'POST /sources/check', login: true, body: CheckSource, reply: SourceCheck },
  ({ ctx, body }) => checkSource(ctx, body),
)

export const { GET, PUT, PATCH, DELETE } = notAllowed('POST')
