import type { EngineCore } from './engine-core'
import { judge, MAX_ATTEMPTS } from './retry'
import { type AcceptedTicket, TransportFailure, UnreadableFile } from './transport'
import { nextJob, show, type UploadJob } from './upload-job'

const AT_ONCE = 4

/** Third step: the bytes themselves, four files at a time. */
export class SendStep {
  readonly queue: UploadJob[] = []
  readonly #engine: EngineCore
  #running = 0

  constructor(engine: EngineCore) {
    this.#engine = engine
  }

  pump(): void {
    while (this.#running < this.#engine.brake.allowed(AT_ONCE)) {
      const job = nextJob(this.queue, 'waiting')
      if (!job) return
      const { ticket } = job
      if (!ticket || Date.parse(ticket.expiresAt) < Date.now() + 5_000) {
        this.#readdress(job)
        continue
      }
      this.#running += 1
      show(job, { state: 'sending', sent: 0 })
      void this.#run(job, ticket).finally(() => {
        this.#running -= 1
        job.abort = null
        this.#engine.pump()
      })
    }
  }

  async #run(job: UploadJob, ticket: AcceptedTicket): Promise<void> {
    const abort = new AbortController()
    job.abort = abort
    const sent = (bytes: number) => {
      if (job.item.state !== 'sending') return
      show(job, { sent: bytes })
      this.#engine.changed()
    }
    try {
      await this.#engine.transport.put(ticket, job.file, sent, abort.signal)
      this.#engine.brake.succeeded()
      this.#received(job)
    } catch (error) {
      if (!abort.signal.aborted) this.#failed(job, error)
    }
  }

  #received(job: UploadJob): void {
    if (job.item.state !== 'sending') return
    job.sentWhole = true
    show(job, { state: 'finishing', sent: job.item.bytes })
    this.#engine.toComplete.push(job)
  }

  #failed(job: UploadJob, error: unknown): void {
    if (error instanceof UnreadableFile) {
      this.#engine.fail(job, error.message, false)
      return
    }
    const failure = error instanceof TransportFailure ? error : new TransportFailure(0, 'The connection broke.')
    const verdict = judge(failure.status, 'put')
    if (verdict.next === 'received') this.#received(job)
    else if (verdict.next === 'fail') {
      this.#engine.forgetTicket(job)
      this.#engine.fail(job, failure.message, verdict.retryable || failure.byProxy)
    } else if (verdict.next === 'wait') {
      this.#engine.brake.failed(failure.message, failure.retryAfterSeconds)
      // To the back: should it be this file's fault, another one finds out that the way is free.
      if (this.#mayTryAgain(job, failure, verdict.counts)) this.queue.push(job)
    } else if (this.#mayTryAgain(job, failure, true)) this.#readdress(job)
  }

  #mayTryAgain(job: UploadJob, failure: TransportFailure, counts: boolean): boolean {
    if (counts) job.attempts += 1
    if (job.attempts >= MAX_ATTEMPTS) {
      this.#engine.fail(job, failure.message, true)
      return false
    }
    show(job, { state: 'waiting', sent: 0 })
    return true
  }

  /** Asks for a new address: this one has expired, or the server no longer knows it. */
  #readdress(job: UploadJob): void {
    this.#engine.forgetTicket(job)
    show(job, { photoId: null })
    this.#engine.toRequest.unshift(job)
  }
}
