import { getHealth } from '@/lib/admin/get-health'
import { AdminHealth } from '@/lib/admin/health-contract'
import { json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'

export const GET = route(
  {
    summary: 'Tells how the library is; for administrators.',
    scope: 'session',
    login: true,
    replies: [json(AdminHealth)],
    problems: ['not_found'],
  },
  async ({ ctx }) => await getHealth(ctx),
)

export const { POST, PUT, PATCH, DELETE } = notAllowed('GET')
