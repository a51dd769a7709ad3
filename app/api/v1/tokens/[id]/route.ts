import { TokenParams } from '@/lib/accounts/token-contract'
import { deleteToken } from '@/lib/accounts/tokens'
import { empty } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'

export const DELETE = route(
  {
    summary: 'Revokes one of one’s own access tokens.',
    scope: 'session',
    login: true,
    params: TokenParams,
    replies: [empty()],
  },
  async ({ ctx, params }) => {
    await deleteToken(ctx, params.id)
    return new Response(null, { status: 204 })
  },
)

export const { GET, POST, PUT, PATCH } = notAllowed('DELETE')
