import { NearDuplicatesReply, NearDuplicatesRequest } from '@/lib/duplicates/near-contract'
import { nearDuplicates } from '@/lib/duplicates/near-duplicates'
import { json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'

export const POST = route(
  {
    summary: 'Tells which of some own photos have duplicates among one’s own.',
    scope: 'read',
    login: true,
    body: NearDuplicatesRequest,
    example: { photos: ['01890a5d-ac96-774b-bcce-b302099a8057'] },
    replies: [json(NearDuplicatesReply)],
  },
  ({ ctx, body }) => nearDuplicates(ctx, body),
)

export const { GET, PUT, PATCH, DELETE } = notAllowed('POST')
