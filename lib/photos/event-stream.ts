import type { Person } from '../context/actor'
import { AppError } from '../errors/app-error'
import { countSubscribers, subscribe } from './event-hub'

const HEARTBEAT_MS = 25_000
/** Open streams of one person in one process (tabs), and messages that may wait for a slow reader. */
const MOST_STREAMS = 30
const MOST_WAITING = 500
const BEAT = ': still here\n\n'
const GAP = 'event: gap\ndata: {}\n\n'

interface EventStream {
  user: Person
  /** Ends the stream when the client leaves. */
  signal: AbortSignal
  /** Asked before anything is sent: a session or token that has ended ends the stream. */
  stillAllowed: () => Promise<boolean>
}

/**
 * Server-sent events of a person's own photos, albums and scans: the event's name is its `type`, its data an `OwnEvent`; `event: gap` when some
 * may have been missed, a comment every 25 seconds.
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
  let isOpen = true
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const send = (text: string) => {
          if (!isOpen) return
          if ((controller.desiredSize ?? 0) < -MOST_WAITING) return close()
          controller.enqueue(encoder.encode(text))
        }
        const queue = new AllowedQueue(stillAllowed, send, () => close())
        const unsubscribe = subscribe(user.userId, {
          onEvent: (event) => queue.push(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`),
          onGap: () => queue.push(GAP),
        })
        const heartbeat = setInterval(() => queue.push(BEAT), HEARTBEAT_MS)
        close = () => {
          close = () => {}
          isOpen = false
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

/** Sends in order what comes, after asking whether it still may; what comes while it asks goes with the next question. */
class AllowedQueue {
  #waiting: string[] = []
  #asking = false

  constructor(
    private readonly stillAllowed: () => Promise<boolean>,
    private readonly send: (text: string) => void,
    private readonly close: () => void,
  ) {}

  push(text: string): void {
    if (this.#waiting.length >= MOST_WAITING) this.close()
    else this.#waiting.push(text)
    if (!this.#asking) void this.#empty()
  }

  async #empty(): Promise<void> {
    this.#asking = true
    while (this.#waiting.length > 0) {
      const texts = this.#waiting
      this.#waiting = []
      // A database that is away says nothing about the session: nothing is told then but that something was missed.
      const allowed = await this.stillAllowed().catch(() => null)
      if (allowed === false) return this.close()
      for (const text of allowed === null ? [texts.every((one) => one === BEAT) ? BEAT : GAP] : texts) this.send(text)
    }
    this.#asking = false
  }
}
