import { NewToken, TokenList, TokenMaking } from '@/lib/accounts/token-contract'
import { createToken, listTokens } from '@/lib/accounts/tokens'
import { json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'

export const GET = route(
  { summary: 'Lists one’s own access tokens.', scope: 'session', login: true, replies: [json(TokenList)] },
  async ({ ctx }) => ({ items: await listTokens(ctx), next: null }),
)

export const POST = route(
  {
    summary: 'Makes an access token, which is shown once.',
    scope: 'session',
    login: true,
    secret: true,
    body: TokenMaking,
    example: { name: 'Backup', scopes: ['read'], currentPassword: 'long enough words' },
    replies: [json(NewToken, 201)],
  },
  async ({ ctx, body }) => await createToken(ctx, body),
)

export const { PUT, PATCH, DELETE } = notAllowed('GET', 'POST')
