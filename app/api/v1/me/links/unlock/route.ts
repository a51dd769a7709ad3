import { empty } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { UnlockOwnLink } from '@/lib/shares/contract'
import { unlockOwnLink } from '@/lib/shares/own-visit'

export const POST = route(
  {
    summary: 'Unlocks one of one’s own share links in this browser without its password, to see it as visitors do.',
    scope: 'session',
    login: true,
    secret: true,
    body: UnlockOwnLink,
    example: { token: 'kJ2vQ8sT4nX6bC1mW9zL3p' },
    problems: ['not_found'],
    replies: [empty({ 'set-cookie': 'What unlocks it.' })],
  },
  async ({ ctx, body: { token } }) => {
    const headers = new Headers()
    for (const cookie of await unlockOwnLink(ctx, token)) headers.append('set-cookie', cookie)
    return new Response(null, { status: 204, headers })
  },
)

export const { GET, PUT, PATCH, DELETE } = notAllowed('POST')
