import { SessionList } from '@/lib/accounts/contract'
import { deleteOtherSessions, listSessions } from '@/lib/accounts/sessions'
import { empty, json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'

export const GET = route(
  { summary: 'Lists one’s own sessions.', scope: 'session', login: true, replies: [json(SessionList)] },
  async ({ ctx }) => ({
    items: await listSessions(ctx),
    next: null,
  }),
)

export const DELETE = route(
  { summary: 'Ends all of one’s own sessions but this one.', scope: 'session', login: true, replies: [empty()] },
  async ({ ctx }) => {
    await deleteOtherSessions(ctx)
    return new Response(null, { status: 204 })
  },
)

export const { POST, PUT, PATCH } = notAllowed('GET', 'DELETE')
