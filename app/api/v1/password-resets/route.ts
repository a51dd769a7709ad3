import { ResetAsking } from '@/lib/accounts/password-reset-contract'
import { askPasswordReset } from '@/lib/accounts/password-resets'
import { clientAddress } from '@/lib/http/client-address'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'

export const POST = route(
  {
    summary: 'Has a link for a new password mailed, if an account has this address; the answer does not tell.',
    scope: 'session',
    body: ResetAsking,
    example: { email: 'ada@example.org' },
    replies: [{ status: 202, about: 'A mail goes out, if there is somebody to get it.' }],
  },
  async ({ ctx, body, request }) => {
    await askPasswordReset(ctx, body.email, clientAddress(request.headers))
    return new Response(null, { status: 202 })
  },
)

export const { GET, PUT, PATCH, DELETE } = notAllowed('POST')
