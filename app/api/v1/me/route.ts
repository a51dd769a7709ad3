import { Me, MeChanges, MeDeletion } from '@/lib/accounts/contract'
import { deleteMe } from '@/lib/accounts/delete-me'
import { getMe } from '@/lib/accounts/get-me'
import { updateMe } from '@/lib/accounts/update-me'
import { clearedSessionCookie } from '@/lib/auth/session-cookie'
import { writtenSessionCookie } from '@/lib/auth/write-session-cookie'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'

export const GET = route({ name: 'GET /me', login: true, reply: Me }, async ({ ctx }) => await getMe(ctx))

export const PATCH = route({ name: 'PATCH /me', login: true, body: MeChanges }, async ({ ctx, body, request }) => {
  const { me, session } = await updateMe(ctx, body, request.headers.get('user-agent') ?? '')
  const headers: HeadersInit = session ? { 'set-cookie': await writtenSessionCookie(session) } : {}
  return Response.json(Me.parse(me), { headers })
})

export const DELETE = route({ name: 'DELETE /me', login: true, body: MeDeletion }, async ({ ctx, body }) => {
  await deleteMe(ctx, body.currentPassword)
  const headers = { 'set-cookie': clearedSessionCookie(), 'clear-site-data': '"cache"' }
  return new Response(null, { status: 204, headers })
})

export const { POST, PUT } = notAllowed('GET', 'PATCH', 'DELETE')
