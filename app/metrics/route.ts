import { getMetrics } from '@/lib/admin/get-metrics'
import { assertMayMeasure } from '@/lib/admin/may-measure'
import { body } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'

export const dynamic = 'force-dynamic'

export const GET = route(
  {
    summary: 'Gives numbers for Prometheus; with METRICS_TOKEN as bearer, or to administrators.',
    scope: 'session',
    machine: true,
    replies: [body('text/plain', 'One line for each number, in the text format of Prometheus.')],
    problems: ['unauthenticated', 'forbidden', 'not_found'],
  },
  async ({ ctx, request }) => {
    await assertMayMeasure(request)
    return new Response(await getMetrics(ctx), {
      headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' },
    })
  },
)

export const { POST, PUT, PATCH, DELETE } = notAllowed('GET')
