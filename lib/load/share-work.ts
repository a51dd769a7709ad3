import type { Context } from '../context/context'

interface Flight {
  running: Promise<unknown>
  next: Promise<unknown> | null
}

/**
 * Work that many ask for at once is done once for all who ask while another is still at it. Nobody is given what was begun before they asked,
 * so an answer never tells what had become private by then.
 */
export class SharedWork<T> {
  readonly #flights = new Map<string, Flight>()

  /** @param key says all that the answer depends on, but for what the work itself looks up */
  async ask(key: string, work: () => Promise<T>): Promise<T> {
    const flight = this.#flights.get(key)
    if (!flight) return this.#begin(key, work)
    flight.next ??= flight.running.then(
      () => this.#begin(key, work),
      () => this.#begin(key, work),
    )
    return flight.next as Promise<T>
  }

  #begin(key: string, work: () => Promise<T>): Promise<T> {
    const running = work()
    const flight: Flight = { running, next: null }
    this.#flights.set(key, flight)
    const end = () => {
      // Those who came meanwhile begin theirs, which then stands here.
      if (flight.next === null) this.#flights.delete(key)
    }
    running.then(end, end)
    return running
  }
}

/** For each database: tests have one of their own. */
const visitors = new WeakMap<object, SharedWork<unknown>>()

/**
 * Work whose answer is the same for all who are not logged in: many of them at once cost what two do. Others have theirs done alone.
 * @param key names the work and all that its answer depends on
 */
export function shareAmongVisitors<T>(ctx: Context, key: string, work: () => Promise<T>): Promise<T> {
  if (ctx.actor.kind !== 'anonymous') return work()
  const shared = visitors.get(ctx.db) ?? new SharedWork<unknown>()
  visitors.set(ctx.db, shared)
  return shared.ask(key, work) as Promise<T>
}
