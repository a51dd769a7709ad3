import type { Circumstances } from '../slow-lane'

/** A clock that goes only when a test says so. */
export class HandClock implements Circumstances {
  #now = 0
  #sleepers: { at: number; wake: () => void }[] = []
  readonly random: () => number

  constructor(random: () => number = () => 0.5) {
    this.random = random
  }

  now(): number {
    return this.#now
  }

  wait(ms: number): Promise<void> {
    return new Promise((wake) => {
      this.#sleepers.push({ at: this.#now + ms, wake })
    })
  }

  /** Lets time pass, waking everybody at their time. */
  async pass(ms: number): Promise<void> {
    const end = this.#now + ms
    for (;;) {
      await settle()
      const [next] = this.#sleepers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)
      if (!next) break
      this.#sleepers = this.#sleepers.filter((one) => one !== next)
      this.#now = next.at
      next.wake()
    }
    this.#now = end
  }

  /** Passes time until a promise has an answer. */
  async until<T>(promise: Promise<T>): Promise<T> {
    let waiting = true
    const done = () => {
      waiting = false
    }
    promise.then(done, done)
    while (waiting) {
      await this.pass(100)
      // What is waited for may be a database, which asks no clock.
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
    return promise
  }
}

/** Until all that was woken has gone on. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
