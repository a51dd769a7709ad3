import { retryJob } from '@/lib/admin/jobs'
import { AdminJob, JobParams } from '@/lib/admin/jobs-contract'
import { json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'

export const POST = route(
  {
    summary: 'Tries a job again; for administrators.',
    scope: 'session',
    login: true,
    params: JobParams,
    replies: [json(AdminJob)],
    problems: ['conflict'],
  },
  async ({ ctx, params }) => await retryJob(ctx, params.id),
)

export const { GET, PUT, PATCH, DELETE } = notAllowed('POST')
