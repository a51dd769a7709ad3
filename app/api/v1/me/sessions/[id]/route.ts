import { SessionParams } from '@/lib/accounts/contract'
import { deleteSession } from '@/lib/accounts/sessions'
import { empty } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'

export const DELETE = route(
  {
    summary: 'Ends one of one’s own sessions.',
    scope: 'session',
    login: true,
    params: SessionParams,
    replies: [empty()],
  },
  async ({ ctx, params }) => {
    await deleteSession(ctx, params.id)
    return new Response(null, { status: 204 })
  },
)

export const { GET, POST, PUT, PATCH } = notAllowed('DELETE')
