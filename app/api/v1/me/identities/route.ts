import { json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { IdentityList, IdentityProof, LinkIntent } from '@/lib/identities/contract'
import { beginLink, listIdentities } from '@/lib/identities/identities'

export const GET = route(
  { summary: 'Lists one’s other ways in.', scope: 'session', login: true, replies: [json(IdentityList)] },
  async ({ ctx }) => ({ items: await listIdentities(ctx), next: null }),
)

export const POST = route(
  {
    summary: 'Begins to link one more way in: what is sent along to the issuer.',
    scope: 'session',
    login: true,
    secret: true,
    body: IdentityProof,
    example: { currentPassword: 'long enough words' },
    replies: [json(LinkIntent)],
  },
  async ({ ctx, body }) => await beginLink(ctx, body.currentPassword),
)

export const { PUT, PATCH, DELETE } = notAllowed('GET', 'POST')
