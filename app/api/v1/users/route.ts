import { Me, SignUp } from '@/lib/accounts/contract'
import { signUp } from '@/lib/accounts/sign-up'
import { clientAddress } from '@/lib/http/client-address'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'

export const POST = route(
  { name: 'POST /users', body: SignUp, reply: Me, status: 201 },
  async ({ ctx, body, request }) => await signUp(ctx, body, clientAddress(request.headers)),
)

export const { GET, PUT, PATCH, DELETE } = notAllowed('POST')
