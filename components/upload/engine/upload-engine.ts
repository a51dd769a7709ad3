import { AccountCheck } from './account-check'
import { Brake } from './brake'
import { CompleteStep } from './complete-step'
import type { EngineCore } from './engine-core'
import { HashStep } from './hash-step'
import { NearStep } from './near-step'
import { RequestStep } from './request-step'
import { SendStep } from './send-step'
import type { Hasher, Transport, Visibility } from './transport'
import { isCancellable, isUnfinished } from './upload-item'
import { type NewFile, newJob, show, type UploadJob } from './upload-job'
import { EMPTY_SNAPSHOT, SnapshotMaker, type UploadSnapshot } from './upload-snapshot'

export type { NewFile } from './upload-job'

/**
 * The path of every file: hash → ask for an address → send → complete → news of its processing. Independent of React and of
 * the page shown, so it survives navigation. Each step has a queue; `pump` moves what may move.
 */
export class UploadEngine implements EngineCore {
  readonly jobs = new Map<number, UploadJob>()
  readonly byPhoto = new Map<string, UploadJob>()
  readonly brake: Brake
  readonly transport: Transport
  readonly #account: AccountCheck
  readonly #hash: HashStep
  readonly #request: RequestStep
  readonly #send: SendStep
  readonly #complete: CompleteStep
  readonly #near: NearStep
  readonly #snapshots = new SnapshotMaker()
  readonly #listeners = new Set<() => void>()
  #snapshot = EMPTY_SNAPSHOT
  #flush: ReturnType<typeof setTimeout> | null = null
  #pumping = false
  #lastId = 0

  /** @param owner username of whoever the files belong to; null: nobody asks */
  constructor(transport: Transport, hasher: Hasher, random: () => number = Math.random, owner: string | null = null) {
    this.transport = transport
    this.brake = new Brake(() => this.pump(), random)
    this.#account = new AccountCheck(transport, this.brake, owner)
    this.#hash = new HashStep(this, hasher)
    this.#request = new RequestStep(this)
    this.#send = new SendStep(this)
    this.#complete = new CompleteStep(this)
    this.#near = new NearStep(this)
  }

  // For useSyncExternalStore: both are bound.
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
  readonly getSnapshot = (): UploadSnapshot => this.#snapshot

  /** @param album id of the album they go into */
  add(files: readonly NewFile[], visibility: Visibility, album: string | null = null): void {
    for (const file of files) {
      this.#lastId += 1
      const job = newJob(this.#lastId, file, visibility, album)
      this.jobs.set(job.item.id, job)
      this.#hash.queue.push(job)
    }
    this.pump()
  }

  /** Files that were left aside before they became rows: hidden ones, unreadable ones. */
  skipped(names: readonly string[]): void {
    this.#snapshots.skip(names)
    this.changed()
  }

  cancel(id: number): void {
    const job = this.jobs.get(id)
    if (job && isCancellable(job.item.state)) this.#giveUp([job])
  }

  /** @returns the ids of what was cancelled, for `retryThese` */
  cancelAll(): number[] {
    const jobs = [...this.jobs.values()].filter((job) => isCancellable(job.item.state))
    this.#giveUp(jobs)
    return jobs.map((job) => job.item.id)
  }

  #giveUp(jobs: UploadJob[]): void {
    for (const job of jobs) {
      job.abort?.abort()
      this.forgetTicket(job)
      show(job, { state: 'cancelled', sent: 0, photoId: null })
    }
    // Afterwards: a twin of a cancelled file that is itself not cancelled goes its own way.
    for (const job of jobs) this.#request.abandon(job)
    this.pump()
  }

  retryThese(ids: readonly number[]): void {
    this.#retry(ids.flatMap((id) => this.jobs.get(id) ?? []))
  }

  retryAll(): void {
    this.#retry([...this.jobs.values()].filter((job) => job.item.state === 'failed'))
  }

  #retry(jobs: UploadJob[]): void {
    for (const job of jobs) {
      const { state, retryable } = job.item
      if (state !== 'cancelled' && !(state === 'failed' && retryable)) continue
      this.forgetTicket(job)
      job.attempts = 0
      show(job, { state: 'queued', sent: 0, reason: null, retryable: false, note: null, photoId: null, existing: null })
      this.#hash.queue.push(job)
    }
    this.brake.release()
  }

  /** Takes settled rows off the list. */
  clear(): void {
    for (const [id, job] of this.jobs) {
      if (isUnfinished(job.item.state)) continue
      this.jobs.delete(id)
      if (job.item.photoId) this.byPhoto.delete(job.item.photoId)
    }
    this.#snapshots.clear()
    this.changed()
  }

  /** Changes who may see every photo of the list, sent or not. @throws TransportFailure */
  async setVisibility(visibility: Visibility): Promise<void> {
    const sent: string[] = []
    for (const job of this.jobs.values()) {
      // A photo that was there before is not one of these: who may see it was decided then.
      if (job.item.state === 'known' || job.ticket?.restores) continue
      if (job.item.photoId && job.item.state !== 'cancelled') sent.push(job.item.photoId)
      else if (isUnfinished(job.item.state)) show(job, { visibility })
    }
    for (let start = 0; start < sent.length; start += 500) {
      const ids = sent.slice(start, start + 500)
      await this.transport.setVisibility(ids, visibility)
      for (const id of ids) {
        const job = this.byPhoto.get(id)
        if (job) show(job, { visibility })
      }
    }
    this.changed()
  }

  setOnline(online: boolean): void {
    this.brake.setOnline(online)
    if (!online) this.#snapshots.pause()
    this.changed()
  }

  /** Goes on, where that is possible: after a log-out only with the same account. */
  resume(): void {
    // Where nobody can say who is logged in, it is asked again.
    if (this.brake.state.kind === 'signed-out') void this.checkAccount().catch(() => undefined)
    else this.brake.release()
  }

  /** As `AccountCheck.check`. @throws TransportFailure */
  checkAccount(): Promise<boolean> {
    return this.#account.check().finally(() => this.changed())
  }

  // ---- for the steps

  pump(): void {
    this.changed()
    if (this.#pumping) return
    this.#pumping = true
    this.#hash.pump()
    this.#complete.pump()
    // Before the request: a file whose address has expired goes back there.
    this.#send.pump()
    this.#request.pump()
    this.#pumping = false
  }

  get toRequest(): UploadJob[] {
    return this.#request.queue
  }
  get toSend(): UploadJob[] {
    return this.#send.queue
  }
  get toComplete(): UploadJob[] {
    return this.#complete.queue
  }

  forgetTicket(job: UploadJob): void {
    if (!job.ticket) return
    this.byPhoto.delete(job.ticket.photoId)
    if (!job.sentWhole && !job.ticket.restores) this.transport.discard([job.ticket.photoId])
    job.ticket = null
    job.sentWhole = false
  }

  fail(job: UploadJob, reason: string, retryable: boolean): void {
    show(job, { state: 'failed', reason, retryable, sent: 0 })
    for (const follower of job.followers.splice(0)) show(follower, { state: 'failed', reason, retryable: true })
    this.#request.abandon(job)
  }

  /** The library holds the file: its twins need not be sent. */
  held(job: UploadJob, state: 'processing' | 'ready' | 'known', photoId: string): void {
    show(job, { state, photoId, sent: job.item.bytes })
    if (state === 'processing') this.#complete.watch()
    if (state === 'ready') this.#near.add(photoId)
    this.#request.held(job, photoId)
  }

  /** Leaves a job out without a row: it came with a folder and is no picture. */
  leaveOut(job: UploadJob): void {
    this.jobs.delete(job.item.id)
    this.#snapshots.skip([job.item.name])
  }

  /** Tells the screen, at most ten times a second (four when the list is long). */
  changed(): void {
    this.#flush ??= setTimeout(
      () => {
        this.#flush = null
        this.#snapshot = this.#snapshots.make(this.jobs, this.brake.state)
        for (const listener of [...this.#listeners]) listener()
      },
      this.jobs.size > 2000 ? 250 : 100,
    )
  }
}
