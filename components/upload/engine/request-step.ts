import { randomId } from '@/lib/media/random-id'
import { UPLOAD_BATCH, type UploadTicket } from '@/lib/uploads/upload-contract'
import type { EngineCore } from './engine-core'
import { judge, MAX_ATTEMPTS } from './retry'
import { takeBatch } from './take-batch'
import { type AcceptedTicket, TransportFailure } from './transport'
import { pruneQueue, show, type UploadJob } from './upload-job'

/** So much waits to be sent that no new addresses are needed yet. */
const ENOUGH = 8
/** A batch's sum, so that addresses do not expire before their turn comes. */
const BATCH_BYTES = 512 * 1024 * 1024

interface Batch {
  key: string
  jobs: UploadJob[]
}

/** Second step: asks for addresses, up to 500 files at a time, one request at a time. Known files end here. */
export class RequestStep {
  readonly queue: UploadJob[] = []
  readonly #engine: EngineCore
  /** SHA-256 → the job that is on its way with these bytes. */
  readonly #leaders = new Map<string, UploadJob>()
  /** Being asked for, or to be asked for again with the same idempotency key. */
  #batch: Batch | null = null
  #running = false
  #failures = 0

  constructor(engine: EngineCore) {
    this.#engine = engine
  }

  pump(): void {
    if (this.#running || this.#engine.brake.allowed(1) < 1) return
    if (!this.#batch) {
      if (this.#engine.toSend.length >= ENOUGH) return
      this.#batch = this.#nextBatch()
      if (!this.#batch) return
    }
    this.#running = true
    void this.#run(this.#batch).finally(() => {
      this.#running = false
      this.#engine.pump()
    })
  }

  #nextBatch(): Batch | null {
    pruneQueue(this.queue, 'waiting')
    const first: UploadJob[] = []
    while (first.length === 0 && this.queue.length > 0) {
      const taken = takeBatch(
        this.queue.map((job) => ({ job, bytes: job.item.bytes })),
        { count: UPLOAD_BATCH, bytes: BATCH_BYTES },
        (a, b) => a.job.item.visibility === b.job.item.visibility && a.job.album === b.job.album,
      )
      this.queue.splice(0, taken.length)
      for (const { job } of taken) if (this.#lead(job)) first.push(job)
    }
    return first.length > 0 ? { key: randomId(), jobs: first } : null
  }

  /** Whether this job is the one to be sent for its bytes; otherwise it waits for that one. */
  #lead(job: UploadJob): boolean {
    const sha256 = job.sha256 ?? ''
    const leader = this.#leaders.get(sha256)
    if (leader && leader !== job) {
      leader.twins.push(job)
      return false
    }
    this.#leaders.set(sha256, job)
    return true
  }

  async #run(batch: Batch): Promise<void> {
    const engine = this.#engine
    const [first] = batch.jobs
    if (!first) return
    const files = batch.jobs.map(({ item, file, mediaType, sha256 }) => ({
      name: fileName(item.name),
      bytes: item.bytes,
      mediaType,
      ...(sha256 ? { sha256 } : {}),
      ...modifiedAt(file),
    }))
    try {
      // Another tab may have changed the account: nobody's files go into somebody else's library.
      if (!(await engine.checkAccount())) return
      const { visibility } = first.item
      const album = first.album === null ? {} : { album: first.album }
      const reply = await engine.transport.request({ visibility, ...album, files }, batch.key)
      engine.brake.succeeded()
      this.#failures = 0
      this.#batch = null
      const orphans: string[] = []
      batch.jobs.forEach((job, index) => {
        const ticket = reply.uploads[index]
        if (ticket && job.item.state === 'waiting') this.#apply(job, ticket, visibility)
        else if (ticket && 'method' in ticket && ticket.method === 'PUT') orphans.push(ticket.photoId)
      })
      engine.transport.discard(orphans)
    } catch (error) {
      this.#failed(batch, error)
    }
  }

  #apply(job: UploadJob, ticket: UploadTicket, visibility: UploadJob['item']['visibility']): void {
    if ('problem' in ticket) {
      const { status, detail } = ticket.problem
      this.#engine.fail(job, detail, status === 429 || status >= 500)
    } else if (ticket.method === null) {
      show(job, { existing: { visibility: ticket.visibility ?? null } })
      this.#engine.held(job, 'known', ticket.duplicateOf)
    } else {
      job.ticket = ticket
      this.#engine.byPhoto.set(ticket.photoId, job)
      show(job, {
        photoId: ticket.photoId,
        note: noteOf(ticket),
        existing: ticket.restores ? { visibility: null } : null,
      })
      this.#engine.toSend.push(job)
      // The person changed their mind while the request was on its way.
      const wanted = job.item.visibility
      if (wanted !== visibility && !ticket.restores)
        void this.#engine.transport.setVisibility([ticket.photoId], wanted).catch(() => undefined)
    }
  }

  #failed(batch: Batch, error: unknown): void {
    const failure = error instanceof TransportFailure ? error : new TransportFailure(-1, 'Something went wrong.')
    const verdict = judge(failure.status, 'request')
    if (verdict.next === 'sign-in') {
      this.#engine.brake.signOut()
      return
    }
    if (verdict.next === 'wait') {
      if (verdict.counts) this.#failures += 1
      this.#engine.brake.failed(failure.message, failure.retryAfterSeconds)
      if (this.#failures < MAX_ATTEMPTS) return
    }
    this.#batch = null
    this.#failures = 0
    const albumGone = failure.status === 404 && batch.jobs[0]?.album
    for (const job of batch.jobs) {
      if (albumGone) job.album = null
      const reason = albumGone ? 'The album is no longer there. Retry uploads it without one.' : failure.message
      if (job.item.state === 'waiting') this.#engine.fail(job, reason, true)
    }
  }

  /** The job will not be sent: one of its twins takes its place. */
  abandon(job: UploadJob): void {
    const twins = this.#settle(job)
    this.queue.unshift(...twins.filter((twin) => twin.item.state === 'waiting'))
  }

  held(job: UploadJob, photoId: string): void {
    for (const twin of this.#settle(job)) {
      if (twin.item.state !== 'waiting') continue
      // For another album the server must hear of it too; it will know the bytes.
      if (twin.album !== null && twin.album !== job.album) this.queue.push(twin)
      else {
        show(twin, { existing: job.item.existing })
        this.#engine.held(twin, 'known', photoId)
        if (job.item.state === 'processing') job.followers.push(twin)
      }
    }
  }

  #settle(job: UploadJob): UploadJob[] {
    if (job.sha256 && this.#leaders.get(job.sha256) === job) this.#leaders.delete(job.sha256)
    return job.twins.splice(0)
  }
}

/** The file's own time, where the browser knows one that a date can hold. */
function modifiedAt({ lastModified }: File): { modifiedAt?: string } {
  const time = new Date(lastModified)
  return lastModified > 0 && time.getUTCFullYear() < 10_000 ? { modifiedAt: time.toISOString() } : {}
}

/** What else happened to a file that is sent although its owner has the picture somewhere. */
function noteOf({ restores, copyIn }: AcceptedTicket): string | null {
  if (restores) return 'its stored file was missing or changed and is whole again'
  if (copyIn === null) return null
  return copyIn.missing
    ? `a copy of one that is missing in your source “${copyIn.source}”`
    : `a copy of the one in your source “${copyIn.source}”`
}

/** The last part of a path, no longer than the contract allows. */
function fileName(path: string): string {
  return (path.split('/').at(-1) || 'picture').slice(-255)
}
