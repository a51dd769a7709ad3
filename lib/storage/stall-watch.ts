/** A deadline that moves on with every sign of progress; its signal aborts what makes none. */
export class StallWatch {
  readonly #controller = new AbortController()
  readonly #timer: NodeJS.Timeout

  /** @param stallMs milliseconds without progress */
  constructor(stallMs: number) {
    this.#timer = setTimeout(() => this.abort(), stallMs)
  }

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  renew(): void {
    this.#timer.refresh()
  }

  abort(): void {
    this.#controller.abort()
  }

  /** Call it always, or the process waits for the timer. */
  stop(): void {
    clearTimeout(this.#timer)
  }
}
