import { retryJobs } from '@/lib/admin/jobs'
import { RetriedJobs, RetryJobs } from '@/lib/admin/jobs-contract'
import { json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'

export const POST = route(
  {
    summary: 'Tries all jobs again that failed; for administrators.',
    scope: 'session',
    login: true,
    body: RetryJobs,
    bodyOptional: true,
    example: { task: 'photo.process' },
    replies: [json(RetriedJobs)],
    problems: ['not_found'],
  },
  async ({ ctx, body }) => ({ retried: await retryJobs(ctx, body.task) }),
)

export const { GET, PUT, PATCH, DELETE } = notAllowed('POST')
