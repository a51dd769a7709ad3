import type { UserActor } from '../auth/actor'
import { AppError } from '../errors'
import { countSubscribers, subscribe } from './event-hub'

const HEARTBEAT_MS = 25_000
/** Open streams of one person in one process (tabs), and messages that may wait for a slow reader. */
const MOST_STREAMS = 30
const MOST_WAITING = 500

interface EventStream {
  user: UserActor
  /** Ends the stream when the client leaves. */
  signal: AbortSignal
  /** Asked at each heartbeat: a session that has ended ends the stream. */
  stillAllowed: () => Promise<boolean>
}

/**
 * Server-sent events of a person's own photos: `event: photo` with a `PhotoEvent`, `event: gap` when some may have been
 * missed, a comment every 25 seconds.
 * @throws AppError rate_limited when the person has too many streams open
 */
export function openEventStream({ user, signal, stillAllowed }: EventStream): ReadableStream<Uint8Array> {
  if (countSubscribers(user.userId) >= MOST_STREAMS) {
    throw new AppError('rate_limited', 'Too many pages of Albumen are open. Close some of them.', {
      retryAfterSeconds: 30,
    })
  }
  const encoder = new TextEncoder()
  let close = () => {}
  let cancelled = false
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const send = (text: string) => {
          if ((controller.desiredSize ?? 0) < -MOST_WAITING) return close()
          controller.enqueue(encoder.encode(text))
        }
        const unsubscribe = subscribe(user.userId, {
          onEvent: (event) => send(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`),
          onGap: () => send('event: gap\ndata: {}\n\n'),
        })
        const heartbeat = setInterval(async () => {
          // A database that is away says nothing about the session: ask again at the next beat.
          const allowed = await stillAllowed().catch(() => true)
          if (allowed) send(': still here\n\n')
          else close()
        }, HEARTBEAT_MS)
        close = () => {
          close = () => {}
          clearInterval(heartbeat)
          unsubscribe()
          signal.removeEventListener('abort', onAbort)
          if (controller.desiredSize !== null && !cancelled) controller.close()
        }
        const onAbort = () => close()
        if (signal.aborted) return close()
        signal.addEventListener('abort', onAbort)
        send('retry: 3000\n: listening\n\n')
      },
      cancel: () => {
        cancelled = true
        close()
      },
    },
    { highWaterMark: 0 },
  )
}
