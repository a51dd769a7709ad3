import { Me, SignUp } from '@/lib/accounts/contract'
import { signUp } from '@/lib/accounts/sign-up'
import { clientAddress } from '@/lib/http/client-address'
import { json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'

export const POST = route(
  {
    summary: 'Makes an account and logs nobody in.',
    scope: 'session',
    body: SignUp,
    example: { email: 'ada@example.org', username: 'ada', password: 'long enough words' },
    replies: [json(Me, 201)],
  },
  async ({ ctx, body, request }) => await signUp(ctx, body, clientAddress(request.headers)),
)

export const { GET, PUT, PATCH, DELETE } = notAllowed('POST')
