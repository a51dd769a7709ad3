import { cancelEmail, sendConfirmationAgain } from '@/lib/accounts/email-changes'
import { empty } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'

export const POST = route(
  {
    summary: 'Mails the link that confirms one’s new address once more.',
    scope: 'session',
    login: true,
    replies: [{ status: 202, about: 'A mail goes out.' }],
    problems: ['not_found'],
  },
  async ({ ctx }) => {
    await sendConfirmationAgain(ctx)
    return new Response(null, { status: 202 })
  },
)

export const DELETE = route(
  { summary: 'Keeps one’s address as it is.', scope: 'session', login: true, replies: [empty()] },
  async ({ ctx }) => {
    await cancelEmail(ctx)
    return new Response(null, { status: 204 })
  },
)

export const { GET, PUT, PATCH } = notAllowed('POST', 'DELETE')
