import { ACCEPTED_NAMES } from '@/lib/media/media-types'
import type { EngineCore } from './engine-core'
import { type Hasher, UnreadableFile } from './transport'
import { nextJob, show, type UploadJob } from './upload-job'

/** Enough to keep both threads busy. */
const AT_ONCE = 3
/** Files hashed ahead of sending: a later change of mind or of the file costs no more than that. */
const AHEAD = 2000

/** First step: SHA-256 and the type by content, in another thread. Goes on while the network is away. */
export class HashStep {
  readonly queue: UploadJob[] = []
  readonly #engine: EngineCore
  readonly #hasher: Hasher
  #running = 0

  constructor(engine: EngineCore, hasher: Hasher) {
    this.#engine = engine
    this.#hasher = hasher
  }

  pump(): void {
    while (this.#running < AT_ONCE && this.#engine.toRequest.length < AHEAD) {
      const job = nextJob(this.queue, 'queued')
      if (!job) return
      this.#running += 1
      show(job, { state: 'hashing' })
      void this.#run(job).finally(() => {
        this.#running -= 1
        this.#engine.pump()
      })
    }
  }

  async #run(job: UploadJob): Promise<void> {
    if (job.item.bytes === 0) {
      this.#refuse(job, 'The file is empty.')
      return
    }
    try {
      const print = await this.#hasher.hash(job.file)
      if (job.item.state !== 'hashing') return
      if (print.mediaType === null) {
        this.#refuse(job, `Not a picture Albumen takes, which are ${ACCEPTED_NAMES}.`)
        return
      }
      job.sha256 = print.sha256
      job.mediaType = print.mediaType
      show(job, { state: 'waiting' })
      this.#engine.toRequest.push(job)
    } catch (error) {
      if (job.item.state !== 'hashing') return
      const sentence = error instanceof Error ? error.message : 'The file could not be read.'
      this.#engine.fail(job, sentence, !(error instanceof UnreadableFile))
    }
  }

  #refuse(job: UploadJob, reason: string): void {
    if (job.fromFolder) this.#engine.leaveOut(job)
    else this.#engine.fail(job, reason, false)
  }
}
