import { getStats } from '@/lib/admin/get-stats'
import { AdminStats } from '@/lib/admin/stats-contract'
import { json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'

export const GET = route(
  {
    summary: 'Gives the library in numbers; for administrators.',
    scope: 'session',
    login: true,
    replies: [json(AdminStats)],
    problems: ['not_found'],
  },
  async ({ ctx }) => await getStats(ctx),
)

export const { POST, PUT, PATCH, DELETE } = notAllowed('GET')
