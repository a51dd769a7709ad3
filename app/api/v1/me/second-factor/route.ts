import { beginSecondFactor, confirmSecondFactor, endSecondFactor, getSecondFactor } from '@/lib/accounts/second-factor'
import {
  RecoveryCodes,
  SecondFactor,
  SecondFactorBeginning,
  SecondFactorConfirmation,
  SecondFactorProof,
  SecondFactorSetUp,
} from '@/lib/accounts/second-factor-contract'
import { empty, json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'

export const GET = route(
  { summary: 'Says whether one has a second factor.', scope: 'session', login: true, replies: [json(SecondFactor)] },
  async ({ ctx }) => await getSecondFactor(ctx),
)

export const POST = route(
  {
    summary: 'Begins to set up a second factor: a secret for an authenticator app.',
    scope: 'session',
    login: true,
    secret: true,
    body: SecondFactorBeginning,
    example: { currentPassword: 'long enough words' },
    replies: [json(SecondFactorSetUp)],
  },
  async ({ ctx, body }) => await beginSecondFactor(ctx, body.currentPassword),
)

export const PUT = route(
  {
    summary: 'Sets up the second factor with the first code of the app, and gives recovery codes.',
    scope: 'session',
    login: true,
    secret: true,
    body: SecondFactorConfirmation,
    example: { setUp: 'v1.…', code: '123456' },
    replies: [json(RecoveryCodes)],
  },
  async ({ ctx, body }) => ({ recoveryCodes: await confirmSecondFactor(ctx, body) }),
)

export const DELETE = route(
  {
    summary: 'Switches one’s own second factor off.',
    scope: 'session',
    login: true,
    body: SecondFactorProof,
    example: { currentPassword: 'long enough words', code: '123456' },
    replies: [empty()],
  },
  async ({ ctx, body }) => {
    await endSecondFactor(ctx, body)
    return new Response(null, { status: 204 })
  },
)

export const { PATCH } = notAllowed('GET', 'POST', 'PUT', 'DELETE')
