import { empty } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { IdentityParams, IdentityProof } from '@/lib/identities/contract'
import { unlinkIdentity } from '@/lib/identities/identities'

export const DELETE = route(
  {
    summary: 'Takes one of one’s other ways in away.',
    scope: 'session',
    login: true,
    params: IdentityParams,
    body: IdentityProof,
    example: { currentPassword: 'long enough words' },
    replies: [empty()],
  },
  async ({ ctx, params, body }) => {
    await unlinkIdentity(ctx, params.id, body.currentPassword)
    return new Response(null, { status: 204 })
  },
)

export const { GET, POST, PUT, PATCH } = notAllowed('DELETE')
