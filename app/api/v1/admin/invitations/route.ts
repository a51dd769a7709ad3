import { createInvitation, listInvitations } from '@/lib/admin/invitations'
import { InvitationList, InvitationMaking, NewInvitation } from '@/lib/admin/invitations-contract'
import { json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { requestOrigin } from '@/lib/http/origin'
import { route } from '@/lib/http/route'

export const GET = route(
  {
    summary: 'Lists the invitations, without their links; for administrators.',
    scope: 'session',
    login: true,
    replies: [json(InvitationList)],
    problems: ['not_found'],
  },
  async ({ ctx }) => ({ items: await listInvitations(ctx), next: null }),
)

export const POST = route(
  {
    summary: 'Invites somebody by a link that makes one account; for administrators.',
    scope: 'session',
    login: true,
    secret: true,
    body: InvitationMaking,
    example: { email: 'ben@example.org', role: 'user', quotaBytes: 50_000_000_000, days: 7 },
    replies: [json(NewInvitation, 201)],
    problems: ['not_found'],
  },
  async ({ ctx, body, request }) => await createInvitation(ctx, body, requestOrigin(request)),
)

export const { PUT, PATCH, DELETE } = notAllowed('GET', 'POST')
