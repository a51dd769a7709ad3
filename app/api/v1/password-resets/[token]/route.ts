import { NewPassword, ResetParams } from '@/lib/accounts/password-reset-contract'
import { resetPassword } from '@/lib/accounts/password-resets'
import { clientAddress } from '@/lib/http/client-address'
import { empty } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'

export const POST = route(
  {
    summary: 'Sets a new password by a link, once, and ends all sessions and access tokens of the account.',
    scope: 'session',
    params: ResetParams,
    body: NewPassword,
    example: { password: 'long enough words' },
    replies: [empty()],
  },
  async ({ ctx, params, body, request }) => {
    await resetPassword(ctx, params.token, body.password, clientAddress(request.headers))
    return new Response(null, { status: 204 })
  },
)

export const { GET, PUT, PATCH, DELETE } = notAllowed('POST')
