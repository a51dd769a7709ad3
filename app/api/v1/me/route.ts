import { DeletionReport, Me, MeChanges, MeDeletion } from '@/lib/accounts/contract'
import { deleteMe } from '@/lib/accounts/delete-me'
import { getMe } from '@/lib/accounts/get-me'
import { updateMe } from '@/lib/accounts/update-me'
import { clearedSessionCookie } from '@/lib/auth/session-cookie'
import { writtenSessionCookie } from '@/lib/auth/write-session-cookie'
import { json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { CLEARED_AT_LOG_OUT } from '@/lib/http/security-headers'

export const GET = route(
  { summary: 'Gives one’s own account.', scope: 'read', login: true, replies: [json(Me)] },
  async ({ ctx }) => await getMe(ctx),
)

export const PATCH = route(
  {
    summary: 'Changes one’s own account.',
    scope: 'session',
    login: true,
    body: MeChanges,
    example: { name: 'Ada', showLocation: false },
    replies: [json(Me, 200, { 'set-cookie': 'A new session, where the password or the name changed.' })],
  },
  async ({ ctx, body, request }) => {
    const { me, session } = await updateMe(ctx, body, request.headers.get('user-agent') ?? '')
    const headers: HeadersInit = session ? { 'set-cookie': await writtenSessionCookie(session) } : {}
    return Response.json(Me.parse(me), { headers })
  },
)

export const DELETE = route(
  {
    summary: 'Deletes one’s own account with all that is in it, and says what went.',
    scope: 'session',
    login: true,
    body: MeDeletion,
    example: { currentPassword: 'long enough words' },
    replies: [
      json(DeletionReport, 200, {
        'set-cookie': 'Ends the session.',
        'clear-site-data': 'Empties the browser’s cache and storage.',
      }),
    ],
  },
  async ({ ctx, body }) => {
    const report = DeletionReport.parse(await deleteMe(ctx, body.currentPassword))
    const headers = { 'set-cookie': clearedSessionCookie(), 'clear-site-data': CLEARED_AT_LOG_OUT }
    return Response.json(report, { headers })
  },
)

export const { POST, PUT } = notAllowed('GET', 'PATCH', 'DELETE')
