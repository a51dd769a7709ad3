import { retryDelay } from './retry'

export type BrakeState =
  | { kind: 'open' }
  | { kind: 'offline' }
  /** `other`: the account that is logged in instead of the one these uploads belong to. */
  | { kind: 'signed-out'; other: string | null }
  /** `until`: milliseconds of Date.now(). */
  | { kind: 'waiting'; until: number; reason: string }

/**
 * One brake for all requests: when the server is away, it makes no sense that every file finds out for itself.
 * After a failure one request at a time goes out until one succeeds.
 */
export class Brake {
  #failures = 0
  #waiting: { until: number; reason: string } | null = null
  #online = true
  #signedOut: { other: string | null } | null = null
  #timer: ReturnType<typeof setTimeout> | null = null
  readonly #released: () => void
  readonly #random: () => number

  /** @param released called when requests may go out again */
  constructor(released: () => void, random: () => number = Math.random) {
    this.#released = released
    this.#random = random
  }

  get state(): BrakeState {
    if (!this.#online) return { kind: 'offline' }
    if (this.#signedOut) return { kind: 'signed-out', ...this.#signedOut }
    return this.#waiting ? { kind: 'waiting', ...this.#waiting } : { kind: 'open' }
  }

  /** How many requests of one kind may be under way, of `most`. */
  allowed(most: number): number {
    if (this.state.kind !== 'open') return 0
    return this.#failures > 0 ? 1 : most
  }

  succeeded(): void {
    this.#failures = 0
  }

  failed(reason: string, retryAfterSeconds: number | null): void {
    if (this.#waiting) return
    this.#failures += 1
    const delay = retryDelay(this.#failures, retryAfterSeconds, this.#random())
    this.#waiting = { until: Date.now() + delay, reason }
    this.#timer = setTimeout(() => this.release(), delay)
  }

  /** @param other whoever is logged in instead */
  signOut(other: string | null = null): void {
    this.#signedOut = { other }
  }

  setOnline(online: boolean): void {
    if (this.#online === online) return
    this.#online = online
    if (online) this.release()
  }

  /** Goes on now: the time is over or the person says so. */
  release(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    this.#waiting = null
    this.#signedOut = null
    this.#released()
  }
}
