import { type Circumstances, SlowLanes } from '../slow-lane'

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

  /** Passes time until a promise has an answer, but only while somebody waits for this clock: databases and hashes ask no clock. */
  async until<T>(promise: Promise<T>, { waiting, working }: WatchedLanes): Promise<T> {
    let answered = false
    const done = () => {
      answered = true
    }
    promise.then(done, done)
    while (!answered) {
      await new Promise((resolve) => setTimeout(resolve, 1))
      if (waiting() > 0 && working() === 0) await this.pass(100)
    }
    return promise
  }
}

/** Lanes that say how many wait in them, and how many passwords are being checked. */
export class WatchedLanes extends SlowLanes {
  #waiting = 0
  #working = 0
  readonly waiting = () => this.#waiting
  readonly working = () => this.#working

  override async check(key: string, password: string, check: () => Promise<boolean>): Promise<boolean> {
    this.#waiting += 1
    const counted = async () => {
      this.#working += 1
      return check().finally(() => {
        this.#working -= 1
      })
    }
    return super.check(key, password, counted).finally(() => {
      this.#waiting -= 1
    })
  }
}

/** Until all that was woken has gone on. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
