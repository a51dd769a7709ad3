import type { Database } from '@/db/client'
import { countAttempt, type Limit, tooMany } from './attempts'

/** Taken from the shared count at once: of twenty searches one writes to the database. */
const BLOCK = 20
/** Askers of whom something is remembered. */
const MOST_KEPT = 10_000

interface Block {
  left: number
  /** The limit is reached: nothing is asked again before the window ends. */
  refused: boolean
  /** By the process's own clock, in milliseconds. */
  until: number
}

/**
 * Counts what comes often: every process takes a block of the shared count and uses it up before it asks again. So replicas together never let
 * more through than the limit, and a refused asker costs the database nothing until the window ends.
 */
export class AttemptsInBlocks {
  readonly #blocks = new Map<string, Block>()
  readonly #asking = new Map<string, Promise<void>>()

  /** @param now milliseconds, as `performance.now` gives them */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** @throws AppError rate_limited with the seconds until the window ends */
  async take(db: Database, limit: Limit, subject: string): Promise<void> {
    const key = `${limit.name}\n${subject}`
    for (;;) {
      const block = this.#blocks.get(key)
      if (block && block.until > this.now()) {
        if (block.refused) throw tooMany(Math.max(1, Math.ceil((block.until - this.now()) / 1000)))
        if (block.left > 0) {
          block.left -= 1
          return
        }
      }
      await (this.#asking.get(key) ?? this.#ask(db, limit, subject, key))
    }
  }

  #ask(db: Database, limit: Limit, subject: string, key: string): Promise<void> {
    const asking = countAttempt(db, limit, subject, BLOCK)
      .then(({ over, seconds }) => {
        if (this.#blocks.size >= MOST_KEPT) this.#blocks.clear()
        this.#blocks.set(key, { left: BLOCK, refused: over, until: this.now() + seconds * 1000 })
      })
      .finally(() => this.#asking.delete(key))
    this.#asking.set(key, asking)
    return asking
  }
}
