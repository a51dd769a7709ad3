import { endSessions } from '@/lib/admin/end-sessions'
import { EndedSessions, PersonParams } from '@/lib/admin/people-contract'
import { json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'

export const DELETE = route(
  {
    summary: 'Logs a person out everywhere; for administrators.',
    scope: 'session',
    login: true,
    params: PersonParams,
    replies: [json(EndedSessions)],
  },
  async ({ ctx, params }) => ({ ended: await endSessions(ctx, params.id) }),
)

export const { GET, POST, PUT, PATCH } = notAllowed('DELETE')
