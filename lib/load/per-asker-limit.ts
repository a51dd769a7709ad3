import { AppError } from '../errors/app-error'

/** How many of something one asker may hold at a time in this process, so that nobody takes it away from all others. */
export class PerAskerLimit {
  readonly #held = new Map<string, number>()

  /** @param most of one asker @param refusal the sentence for whoever has as many */
  constructor(
    private readonly most: number,
    private readonly refusal: string,
  ) {}

  /** How many are held by all together. */
  get all(): number {
    return [...this.#held.values()].reduce((sum, count) => sum + count, 0)
  }

  /**
   * @param asker a person or an address
   * @returns gives the share back; more than once is once
   * @throws AppError rate_limited
   */
  take(asker: string): () => void {
    const mine = this.#held.get(asker) ?? 0
    if (mine >= this.most) throw new AppError('rate_limited', this.refusal, { retryAfterSeconds: 10 })
    this.#held.set(asker, mine + 1)
    let held = true
    return () => {
      if (!held) return
      held = false
      const left = (this.#held.get(asker) ?? 1) - 1
      if (left > 0) this.#held.set(asker, left)
      else this.#held.delete(asker)
    }
  }
}
