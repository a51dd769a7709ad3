import { setTimeout as sleep } from 'node:timers/promises'
import { eachAtOnce } from '@/lib/each-at-once'
import type { ApiClient } from '../api-client'
import { Fatal, Refusal, reasonOf } from '../fatal'
import { RemoteCompleted, type RemotePhoto, RemoteTickets, type SendTicket } from '../remote'
import type { Content } from './contents'
import { CHANGED, hashFile } from './hash-file'
import { sendFile } from './send-file'
import { Settler } from './settler'

/** Files of one request: few enough that a batch does not wait long for its last one. */
const BATCH = 64
/** Times that the bytes of a file are sent, when they do not arrive as they are here. */
const TRIES = 2
/** Photos that may be waiting for their processing before more is sent. */
const MOST_WAITING = 1000
/** Rounds of waiting for room, half a minute each. */
const ROUNDS = 40
const ROUND_MS = 30_000

interface RunOptions {
  concurrency: number
  onSent(content: Content, bytes: number): void
  onSettled(content: Content): void
}

/**
 * Brings contents into a library: asks what is there, sends what is not, waits until it is ready, sets what lies beside the files.
 * Nothing is kept here: a run that was killed is gone on with by another one, which is told by the server what it has.
 */
export class ImportRun {
  readonly #settler: Settler
  #deferred: Content[] = []

  constructor(
    private readonly client: ApiClient,
    private readonly options: RunOptions,
  ) {
    this.#settler = new Settler(client, options.onSettled)
  }

  /** @throws Fatal; each content that settled before has its outcome */
  async run(contents: Content[]): Promise<void> {
    const sending = this.#sendAll(contents).finally(() => this.#settler.close())
    await Promise.all([sending, this.#settler.run()])
  }

  async #sendAll(contents: Content[]): Promise<void> {
    let left = contents
    for (let round = 0; left.length > 0; round += 1) {
      const before = left.length
      for (const batch of batchesOf(left)) {
        while (this.#settler.waiting > MOST_WAITING) await sleep(500)
        await this.#batch(batch)
      }
      left = this.#deferred
      this.#deferred = []
      if (left.length === before && round >= ROUNDS)
        throw new Fatal('The server takes no more uploads for now. Run the command again later to go on.')
      if (left.some(({ tries }) => tries === 0)) await sleep(ROUND_MS)
    }
  }

  async #batch(batch: Content[]): Promise<void> {
    const files = batch.map(({ filename, file, modifiedAt, sha256 }) => ({
      name: filename.slice(0, 1024),
      bytes: file.bytes,
      // What it is, the bytes say.
      mediaType: 'application/octet-stream',
      sha256,
      modifiedAt: modifiedAt.toISOString(),
    }))
    const body = { visibility: batch[0]?.visibility ?? 'private', files }
    const { uploads } = await this.client.call(RemoteTickets, 'POST', '/uploads', body)
    if (uploads.length !== batch.length)
      throw new Fatal('The server answers for another number of files than it was asked about.')
    const sends: { content: Content; ticket: SendTicket }[] = []
    for (const [at, content] of batch.entries()) {
      const ticket = uploads[at]
      if (!ticket) continue
      if ('problem' in ticket) this.#refused(content, ticket.problem)
      else if (ticket.duplicateOf === null) sends.push({ content, ticket: ticket as SendTicket })
      else await this.#known(content, ticket.duplicateOf)
    }
    const sent: typeof sends = []
    await eachAtOnce(sends, this.options.concurrency, async (one) => {
      if (await this.#send(one.content, one.ticket)) sent.push(one)
    })
    await this.#complete(sent)
  }

  #refused(content: Content, problem: { code: string; detail: string }): void {
    if (problem.code === 'rate_limited' || problem.code === 'unavailable') this.#deferred.push(content)
    else this.#fail(content, problem.detail)
  }

  async #known(content: Content, photoId: string): Promise<void> {
    content.photoId = photoId
    content.outcome ??= { kind: 'known' }
    if (content.records.length === 0 && Object.keys(content.details).length === 0)
      return this.options.onSettled(content)
    this.#settler.add(content, photoId)
  }

  /** @returns whether all bytes are there */
  async #send(content: Content, ticket: SendTicket): Promise<boolean> {
    content.tries += 1
    try {
      await sendFile(this.client, ticket, content.file, (bytes) => this.options.onSent(content, bytes))
      return true
    } catch (error) {
      const gone = error instanceof Refusal && [403, 404, 410, 412].includes(error.status)
      if (error instanceof Fatal) throw error
      // Too large, or no picture: the bytes will be the same next time.
      const final = error instanceof Refusal && [413, 415].includes(error.status)
      if (final) this.#fail(content, error.message, error.status === 415)
      else if (gone && content.tries < TRIES) this.#deferred.push(content)
      else await this.#again(content, reasonOf(error))
      return false
    }
  }

  /** The bytes did not arrive as they were announced: another attempt, unless the file is another one by now. */
  async #again(content: Content, reason: string, unreadable = false): Promise<void> {
    try {
      const now = await hashFile(content.file, () => undefined)
      if (now.sha256 !== content.sha256) return this.#fail(content, CHANGED)
    } catch (error) {
      return this.#fail(content, reasonOf(error))
    }
    if (content.tries < TRIES) this.#deferred.push(content)
    else this.#fail(content, reason, unreadable)
  }

  async #complete(sent: { content: Content; ticket: SendTicket }[]): Promise<void> {
    if (sent.length === 0) return
    const photos = await this.#completed(sent.map(({ ticket }) => ticket.photoId))
    for (const [at, { content, ticket }] of sent.entries()) {
      const photo = photos[at]
      if (photo instanceof Refusal) await this.#again(content, photo.message)
      else if (photo?.status === 'uploading') await this.#again(content, 'Its bytes did not arrive.')
      else if (photo?.status === 'failed') await this.#again(content, photo.failure ?? 'It could not be read.', true)
      else {
        content.outcome = { kind: 'sent' }
        this.#settler.add(content, ticket.photoId)
      }
    }
  }

  /** In the order of the ids. Where all are refused, the server tells of them one by one. */
  async #completed(photoIds: string[]): Promise<(RemotePhoto | Refusal)[]> {
    try {
      return (await this.client.call(RemoteCompleted, 'POST', '/uploads/complete', { photoIds })).photos
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      if (photoIds.length === 1) return [error]
    }
    const all: (RemotePhoto | Refusal)[] = []
    for (const id of photoIds) all.push(...(await this.#completed([id])))
    return all
  }

  #fail(content: Content, reason: string, unreadable = false): void {
    content.outcome = { kind: 'failed', reason, unreadable }
    this.options.onSettled(content)
  }
}

/** Of one visibility each, in the order they came. */
function batchesOf(contents: Content[]): Content[][] {
  const batches: Content[][] = []
  for (const content of contents) {
    const last = batches.at(-1)
    if (last && last.length < BATCH && last[0]?.visibility === content.visibility) last.push(content)
    else batches.push([content])
  }
  return batches
}
