import { confirmEmail } from '@/lib/accounts/email-changes'
import { ResetParams } from '@/lib/accounts/password-reset-contract'
import { clientAddress } from '@/lib/http/client-address'
import { empty } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'

export const POST = route(
  {
    summary: 'Gives an account the address to which this link was mailed.',
    scope: 'session',
    params: ResetParams,
    replies: [empty()],
    problems: ['conflict'],
  },
  async ({ ctx, params, request }) => {
    await confirmEmail(ctx, params.token, clientAddress(request.headers))
    return new Response(null, { status: 204 })
  },
)

export const { GET, PUT, PATCH, DELETE } = notAllowed('POST')
