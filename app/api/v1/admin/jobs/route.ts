import { listJobs } from '@/lib/admin/jobs'
import { AdminJobPage, JobsQuery } from '@/lib/admin/jobs-contract'
import { json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'

export const GET = route(
  {
    summary: 'Lists the jobs of the queue, without what they are about; for administrators.',
    scope: 'session',
    login: true,
    query: JobsQuery,
    replies: [json(AdminJobPage)],
    problems: ['not_found'],
  },
  async ({ ctx, query }) => await listJobs(ctx, query),
)

export const { POST, PUT, PATCH, DELETE } = notAllowed('GET')
