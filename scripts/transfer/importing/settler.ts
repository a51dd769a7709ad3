import { setTimeout as sleep } from 'node:timers/promises'
import { eachAtOnce } from '@/lib/each-at-once'
import type { UpdatePhoto } from '@/lib/photos/edit-contract'
import type { ApiClient } from '../api-client'
import { Refusal } from '../fatal'
import { patchFor } from '../notes/details'
import { RemoteCompleted, RemotePhoto } from '../remote'
import type { Content } from './contents'
import { restorePatch } from './restore-photo'

/** Photos that are asked about at a time. */
const ASKED = 100
const POLL_MS = 500
/** When nothing gets ready for so long, the rest is left to a later run. */
const PATIENCE_MS = 600_000
const PATCHES = 4

/** Waits until photos are processed, and then sets what lies beside their files. */
export class Settler {
  readonly #waiting = new Map<string, Content>()
  #closed = false
  #progressAt = Date.now()

  /** @param onSettled once for each content that was added */
  constructor(
    private readonly client: ApiClient,
    private readonly onSettled: (content: Content) => void,
  ) {}

  get waiting(): number {
    return this.#waiting.size
  }

  /** @param photoId a photo whose bytes the server has */
  add(content: Content, photoId: string): void {
    this.#progressAt = Date.now()
    this.#waiting.set(photoId, content)
  }

  /** Nothing more will be added. */
  close(): void {
    this.#closed = true
  }

  /** Until it is closed and everything has settled. @throws Fatal */
  async run(): Promise<void> {
    while (!this.#closed || this.#waiting.size > 0) {
      const asked = [...this.#waiting].slice(0, ASKED)
      const before = this.#waiting.size
      if (asked.length > 0) await this.#ask(asked)
      if (this.#waiting.size < before) this.#progressAt = Date.now()
      else if (this.#waiting.size > 0 && Date.now() - this.#progressAt > PATIENCE_MS) this.#giveUp()
      else await sleep(POLL_MS)
    }
  }

  async #ask(asked: [string, Content][]): Promise<void> {
    const photos = await this.#look(asked.map(([id]) => id))
    await eachAtOnce(asked.entries(), PATCHES, async ([at, [id, content]]) => {
      const photo = photos[at]
      if (photo?.status === 'ready') await this.#settle(id, content, photo)
      else if (photo === null) this.#fail(id, content, 'It was deleted on the server meanwhile.')
      else if (photo && photo.status !== 'processing')
        this.#fail(id, content, photo.failure ?? 'It could not be read.', true)
    })
  }

  /** The photos in the order of the ids; null for what is gone. To complete again what is complete tells its state. */
  async #look(photoIds: string[]): Promise<(RemotePhoto | null)[]> {
    try {
      return (await this.client.call(RemoteCompleted, 'POST', '/uploads/complete', { photoIds })).photos
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
    }
    const photos: (RemotePhoto | null)[] = []
    await eachAtOnce(photoIds.entries(), PATCHES, async ([at, id]) => {
      photos[at] = await this.client.call(RemotePhoto, 'GET', `/photos/${id}`).catch((error) => {
        if (error instanceof Refusal) return null
        throw error
      })
    })
    return photos
  }

  async #settle(id: string, content: Content, photo: RemotePhoto): Promise<void> {
    content.photoId = photo.id
    const patch = content.records[0] ? restorePatch(photo, content.records[0]) : patchFor(photo, content.details)
    try {
      if (patch) await this.client.call(RemotePhoto, 'PATCH', `/photos/${photo.id}`, patch)
      this.#done(id, content)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const refused = await this.#setEach(photo.id, patch ?? {}, error)
      if (refused.length === 0) return this.#done(id, content)
      this.#fail(
        id,
        content,
        `It is in the library, but not all that lies beside it could be set: ${refused.join(' ')}`,
      )
    }
  }

  /** One bad field does not keep the others out. @returns what is refused, by field */
  async #setEach(photoId: string, patch: UpdatePhoto, whole: Refusal): Promise<string[]> {
    const fields = Object.entries(patch)
    if (fields.length === 1) return [`${fields[0]?.[0]}: ${whole.message}`]
    const refused: string[] = []
    for (const [field, value] of fields) {
      try {
        await this.client.call(RemotePhoto, 'PATCH', `/photos/${photoId}`, { [field]: value })
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        refused.push(`${field}: ${error.message}`)
      }
    }
    return refused
  }

  #giveUp(): void {
    for (const [id, content] of this.#waiting) {
      this.#fail(id, content, 'It has arrived, but was still being processed. Run the command again later.')
    }
  }

  #fail(id: string, content: Content, reason: string, unreadable = false): void {
    content.outcome = { kind: 'failed', reason, unreadable }
    this.#done(id, content)
  }

  #done(id: string, content: Content): void {
    this.#waiting.delete(id)
    this.onSettled(content)
  }
}
