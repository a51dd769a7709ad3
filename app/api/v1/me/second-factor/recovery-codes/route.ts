import { newRecoveryCodes } from '@/lib/accounts/second-factor'
import { RecoveryCodes, SecondFactorProof } from '@/lib/accounts/second-factor-contract'
import { json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'

export const POST = route(
  {
    summary: 'Makes new recovery codes; those before are void.',
    scope: 'session',
    login: true,
    secret: true,
    body: SecondFactorProof,
    example: { currentPassword: 'long enough words', code: '123456' },
    replies: [json(RecoveryCodes)],
  },
  async ({ ctx, body }) => ({ recoveryCodes: await newRecoveryCodes(ctx, body) }),
)

export const { GET, PUT, PATCH, DELETE } = notAllowed('POST')
