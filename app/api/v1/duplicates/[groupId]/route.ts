import { GroupParams, ResolveDuplicates, ResolveReply } from '@/lib/duplicates/contract'
import { resolveDuplicates } from '@/lib/duplicates/resolve-duplicates'
import { json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'

export const POST = route(
  {
    summary: 'Keeps some photos of a group and moves the others to the trash, or says that they are no duplicates.',
    scope: 'write',
    login: true,
    params: GroupParams,
    body: ResolveDuplicates,
    example: { keep: ['01a2182a-0461-7bd8-b3fe-bf0338283c33'], action: 'trash' },
    replies: [json(ResolveReply)],
  },
  ({ ctx, params: { groupId }, body }) => resolveDuplicates(ctx, { groupId, ...body }),
)

export const { GET, PUT, PATCH, DELETE } = notAllowed('POST')
