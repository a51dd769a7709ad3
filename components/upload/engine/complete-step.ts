import { UPLOAD_BATCH } from '@/lib/uploads/upload-contract'
import type { EngineCore } from './engine-core'
import { judge, MAX_ATTEMPTS } from './retry'
import { type Completed, TransportFailure } from './transport'
import { show, type UploadJob } from './upload-job'

/** Without news for so long, the state of what is being processed is asked for. */
const LOOK_AGAIN_MS = 10_000

/**
 * Last step: says that the bytes are there and learns what became of them. The call may be repeated, so the same call
 * answers when news were missed. One call at a time: what arrives meanwhile goes together into the next.
 */
export class CompleteStep {
  readonly queue: UploadJob[] = []
  readonly #engine: EngineCore
  #running = false
  #limit = UPLOAD_BATCH
  #stopListening: (() => void) | null = null
  #lookAgain: ReturnType<typeof setTimeout> | null = null

  constructor(engine: EngineCore) {
    this.#engine = engine
  }

  pump(): void {
    if (this.#running || this.queue.length === 0 || this.#engine.brake.allowed(1) < 1) return
    const due = this.queue.filter((job) => isOpen(job))
    this.queue.splice(0, this.queue.length, ...due.slice(this.#limit))
    const batch = due.slice(0, this.#limit)
    if (batch.length === 0) return
    this.#running = true
    void this.#run(batch).finally(() => {
      this.#running = false
      this.#engine.pump()
    })
  }

  async #run(batch: UploadJob[]): Promise<void> {
    try {
      const ids = batch.map((job) => job.item.photoId as string)
      const asked = [...new Set(ids)]
      const { photos } = await this.#engine.transport.complete(asked)
      this.#engine.brake.succeeded()
      // By its place: what the library held already comes back as the photo there is.
      const byId = new Map(asked.map((id, index) => [id, photos[index]]))
      for (const job of batch) if (isOpen(job)) this.#apply(job, byId.get(job.item.photoId as string))
      if (this.queue.length === 0) this.#limit = UPLOAD_BATCH
    } catch (error) {
      await this.#failed(batch, error)
    }
  }

  #apply(job: UploadJob, photo: Completed | undefined): void {
    if (photo?.status === 'processing' || photo?.status === 'ready') {
      this.#engine.held(job, photo.status, photo.id)
    } else if (photo?.status === 'failed') {
      // Refused before it was processed: the bytes were not those of the file, which may well arrive whole next time.
      this.#engine.fail(job, photo.failure ?? 'The picture could not be read.', job.item.state === 'finishing')
    } else if (photo && job.item.state === 'finishing') {
      this.#again(job, 'The file did not arrive whole.', this.#engine.toSend)
    } else if (!photo) {
      this.#lost(job)
    }
  }

  async #failed(batch: UploadJob[], error: unknown): Promise<void> {
    const failure = error instanceof TransportFailure ? error : new TransportFailure(-1, 'Something went wrong.')
    const verdict = judge(failure.status, 'complete')
    if (verdict.next === 'sign-in' || verdict.next === 'wait') {
      this.queue.unshift(...batch)
      if (verdict.next === 'sign-in') this.#engine.brake.signOut()
      else this.#engine.brake.failed(failure.message, failure.retryAfterSeconds)
      return
    }
    // Unknown to another account that is logged in by now: not lost at all.
    if (verdict.next === 'readdress' && !(await this.#engine.checkAccount().catch(() => true))) {
      this.queue.unshift(...batch)
      return
    }
    const [only] = batch
    if (batch.length > 1) {
      // One bad id spoils the call for all: ask for each by itself.
      this.#limit = 1
      this.queue.unshift(...batch)
    } else if (only && verdict.next === 'resend') this.#again(only, failure.message, this.#engine.toSend)
    else if (only && verdict.next === 'readdress') this.#lost(only)
    else if (only) this.#engine.fail(only, failure.message, failure.status < 0)
  }

  /** The server knows nothing of it: swept, or deleted by its owner in the meantime. */
  #lost(job: UploadJob): void {
    if (job.item.state === 'processing') {
      this.#engine.byPhoto.delete(job.item.photoId ?? '')
      show(job, { state: 'cancelled', photoId: null })
    } else {
      this.#engine.forgetTicket(job)
      this.#again(job, 'The server lost track of this file.', this.#engine.toRequest)
    }
  }

  #again(job: UploadJob, reason: string, queue: UploadJob[]): void {
    job.attempts += 1
    if (job.attempts >= MAX_ATTEMPTS) {
      this.#engine.fail(job, reason, true)
      return
    }
    show(job, { state: 'waiting', sent: 0 })
    queue.push(job)
    this.#engine.brake.failed(reason, null)
  }

  /** Listens for news as long as something is being processed. */
  watch(): void {
    this.#stopListening ??= this.#engine.transport.listen(
      ({ photoId, status }) => this.#news(photoId, status),
      () => this.#ask(),
    )
    this.#schedule()
  }

  #news(photoId: string, status: string): void {
    const job = this.#engine.byPhoto.get(photoId)
    // Also what failed: its owner may have had it processed once more.
    if (!job || !(isOpen(job) || job.item.state === 'failed')) return
    if (status === 'ready') this.#engine.held(job, 'ready', photoId)
    else if (status === 'failed' && isOpen(job) && !this.queue.includes(job)) this.queue.push(job)
    this.#schedule()
    this.#engine.pump()
  }

  #schedule(): void {
    if (this.#lookAgain) clearTimeout(this.#lookAgain)
    this.#lookAgain = setTimeout(() => this.#ask(), LOOK_AGAIN_MS)
  }

  #ask(): void {
    const open = [...this.#engine.jobs.values()].filter((job) => job.item.state === 'processing')
    if (open.length === 0 && this.queue.length === 0) {
      this.#stopListening?.()
      this.#stopListening = null
      return
    }
    const waiting = new Set(this.queue)
    this.queue.push(...open.slice(0, UPLOAD_BATCH).filter((job) => !waiting.has(job)))
    this.#schedule()
    this.#engine.pump()
  }
}

function isOpen(job: UploadJob): boolean {
  return (job.item.state === 'finishing' || job.item.state === 'processing') && job.item.photoId !== null
}
