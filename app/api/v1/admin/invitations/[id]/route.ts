import { revokeInvitation } from '@/lib/admin/invitations'
import { InvitationParams } from '@/lib/admin/invitations-contract'
import { empty } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'

export const DELETE = route(
  {
    summary: 'Withdraws an invitation that was not used: its link is dead at once; for administrators.',
    scope: 'session',
    login: true,
    params: InvitationParams,
    replies: [empty()],
    problems: ['conflict'],
  },
  async ({ ctx, params }) => {
    await revokeInvitation(ctx, params.id)
    return new Response(null, { status: 204 })
  },
)

export const { GET, POST, PUT, PATCH } = notAllowed('DELETE')
