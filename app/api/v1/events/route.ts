import { EVENT_STREAMS, takeAttempt } from '@/lib/auth/attempts'
import { stillThere } from '@/lib/auth/session'
import { requireUser } from '@/lib/context/actor'
import { body } from '@/lib/http/definition'
import { notAllowed } from '@/lib/http/not-allowed'
import { route } from '@/lib/http/route'
import { openEventStream } from '@/lib/photos/event-stream'

export const dynamic = 'force-dynamic'

export const GET = route(
  {
    summary: 'Streams changes of one’s own photos, albums and scans as they happen.',
    scope: 'read',
    login: true,
    replies: [body('text/event-stream', 'Events, one JSON object each, until the client leaves.')],
  },
  async ({ ctx, request }) => {
    const user = requireUser(ctx.actor)
    const headers = {
      'content-type': 'text/event-stream; charset=utf-8',
      // no-transform keeps the server's compression from holding events back.
      'cache-control': 'private, no-store, no-transform',
      'x-accel-buffering': 'no',
    }
    if (request.method === 'HEAD') return new Response(null, { headers })
    await takeAttempt(ctx.db, EVENT_STREAMS, user.userId)
    const stillAllowed = () => stillThere(request, ctx.actor)
    return new Response(openEventStream({ user, signal: request.signal, stillAllowed }), { headers })
  },
)

export const { POST, PUT, PATCH, DELETE } = notAllowed('GET')
