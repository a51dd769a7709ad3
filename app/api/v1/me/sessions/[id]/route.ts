import { SessionParams } from '@/lib/accounts/contract'
import { deleteSession } from '@/lib/accounts/sessions'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'

export const DELETE = route(
  { name: 'DELETE /me/sessions/{id}', login: true, params: SessionParams },
  async ({ ctx, params }) => {
    await deleteSession(ctx, params.id)
    return new Response(null, { status: 204 })
  },
)

export const { GET, POST, PUT, PATCH } = notAllowed('DELETE')
