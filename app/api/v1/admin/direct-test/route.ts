import { DirectTest } from '@/lib/direct/contract'
import { startDirectTest } from '@/lib/direct/start-direct-test'
import { json } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { requestOrigin } from '@/lib/http/origin'
import { route } from '@/lib/http/route'

export const POST = route(
  {
    summary: 'Tries uploads from the browser straight into the bucket, step by step.',
    scope: 'session',
    login: true,
    replies: [json(DirectTest)],
    problems: ['not_found'],
  },
  ({ ctx, request }) => startDirectTest(ctx, { origin: requestOrigin(request) }),
)

export const { GET, PUT, PATCH, DELETE } = notAllowed('POST')
