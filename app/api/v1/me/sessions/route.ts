import { SessionList } from '@/lib/accounts/contract'
import { deleteOtherSessions, listSessions } from '@/lib/accounts/sessions'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'

export const GET = route({ name: 'GET /me/sessions', login: true, reply: SessionList }, async ({ ctx }) => ({
  items: await listSessions(ctx),
  next: null,
}))

export const DELETE = route({ name: 'DELETE /me/sessions', login: true }, async ({ ctx }) => {
  await deleteOtherSessions(ctx)
  return new Response(null, { status: 204 })
})

export const { POST, PUT, PATCH } = notAllowed('GET', 'DELETE')
