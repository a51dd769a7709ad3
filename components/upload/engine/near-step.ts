import type { EngineCore } from './engine-core'
import { show } from './upload-job'

/** Milliseconds after which finished photos are asked about: many together, however fast they come. */
const REST_MS = 3_000
/** In one request. */
const MOST_ASKED = 500
/** A photo that was not compared by then, or about which nobody answers, is left alone. */
const MOST_TRIES = 20

/** Afterwards: which finished photos look like others of one's own. It holds up nothing, and what is not answered is not told. */
export class NearStep {
  readonly #engine: EngineCore
  /** How often each photo was asked about. */
  readonly #open = new Map<string, number>()
  readonly #known = new Set<string>()
  #timer: ReturnType<typeof setTimeout> | null = null

  constructor(engine: EngineCore) {
    this.#engine = engine
  }

  /** A photo is finished. */
  add(photoId: string): void {
    if (this.#known.has(photoId)) return
    this.#known.add(photoId)
    this.#open.set(photoId, 0)
    this.#schedule()
  }

  #schedule(): void {
    if (this.#open.size > 0) this.#timer ??= setTimeout(() => void this.#ask(), REST_MS)
  }

  async #ask(): Promise<void> {
    const asked = [...this.#open.keys()].slice(0, MOST_ASKED)
    try {
      const { items, waiting } = await this.#engine.transport.near(asked)
      const still = new Set(waiting)
      for (const { photo, count, like } of items) this.#tell(photo, count, like)
      for (const id of asked) if (!still.has(id)) this.#open.delete(id)
    } catch {
      // Offline or logged out: asked again, and at last given up. The upload itself says what is wrong.
    }
    for (const id of asked) this.#tried(id)
    this.#timer = null
    this.#schedule()
  }

  #tried(id: string): void {
    const tries = (this.#open.get(id) ?? MOST_TRIES) + 1
    this.#open.delete(id)
    // Behind the others: their turn comes too.
    if (tries < MOST_TRIES) this.#open.set(id, tries)
  }

  #tell(photo: string, count: number, like: readonly string[]): void {
    const job = this.#engine.byPhoto.get(photo)
    if (!job) return
    const here = like.filter((id) => this.#engine.byPhoto.has(id)).length
    show(job, { near: { count, named: like.length, here } })
    this.#engine.changed()
  }
}
