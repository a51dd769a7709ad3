import { PersonParams } from '@/lib/admin/people-contract'
import { removePersonsSecondFactor } from '@/lib/admin/remove-second-factor'
import { empty } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'

export const DELETE = route(
  {
    summary: 'Takes somebody’s second factor away; for administrators.',
    scope: 'session',
    login: true,
    params: PersonParams,
    replies: [empty()],
  },
  async ({ ctx, params }) => {
    await removePersonsSecondFactor(ctx, params.id)
    return new Response(null, { status: 204 })
  },
)

export const { GET, POST, PUT, PATCH } = notAllowed('DELETE')
