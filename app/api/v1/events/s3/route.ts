import { empty } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { readText } from '@/lib/http/request-body'
import { route } from '@/lib/http/route'
import { assertEventsSecret } from '@/lib/sources/events/events-secret'
import { receiveEvent } from '@/lib/sources/events/receive-event'

/** Servers send JSON under any content type (SNS: text/plain), so that is not looked at. */
export const POST = route(
  {
    summary: 'Takes notifications of a bucket.',
    scope: 'write',
    machine: true,
    takes: ['*/*'],
    problems: ['unauthenticated'],
    replies: [empty()],
  },
  async ({ ctx, request }) => {
    assertEventsSecret(request)
    await receiveEvent(ctx, { body: await readText(request) })
    return new Response(null, { status: 204 })
  },
)

export const { GET, PUT, PATCH, DELETE } = notAllowed('POST')
