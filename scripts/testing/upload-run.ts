import { setTimeout as sleep } from 'node:timers/promises'
import { HttpFailure, type Person, type SentFile } from './person'

export interface RunningFile extends SentFile {
  /** The photo that the server has promised to take it for. */
  photoId?: string
  /** The server said that the bytes have arrived. */
  arrived?: boolean
  /** The server acknowledged the photo: from here on it may never be lost. */
  acknowledged?: boolean
}

const AT_ONCE = 4

/**
 * Uploads files as the page does, four at a time, and does not give up: whatever gets no answer, or says that the
 * server is away, is asked again. Notes on each file what the server has promised; files that have such notes already
 * are gone on with.
 */
export class UploadRun {
  readonly violations: string[] = []
  #ended = false

  constructor(
    readonly person: Person,
    readonly files: RunningFile[],
    private readonly random: () => number,
  ) {}

  get arrived(): number {
    return this.files.filter((file) => file.arrived).length
  }

  /** Settles when every file is acknowledged, or soon after `end`. */
  async run(): Promise<void> {
    const left = [...this.files]
    const worker = async () => {
      for (let file = left.shift(); file && !this.#ended; file = left.shift()) await this.#upload(file)
    }
    await Promise.all(Array.from({ length: AT_ONCE }, worker))
  }

  /** The page is closed: nothing more is sent. */
  end(): void {
    this.#ended = true
  }

  async #upload(file: RunningFile): Promise<void> {
    if (file.photoId === undefined) await this.#insist(() => this.#reserve(file))
    const id = file.photoId
    if (file.acknowledged || id === undefined) return
    // Sometimes the page is closed, or the line breaks, before anything is sent.
    await sleep(this.random() * 5)
    await this.#insist(async () => {
      const reply = await this.person.send('PUT', `/api/v1/uploads/${id}/content`, file.data)
      if (reply.status !== 204 && reply.status !== 409) throw await failureOf(reply)
      file.arrived = true
    })
    if (!file.arrived) return
    await this.#insist(async () => {
      const [photo] = await this.person.completeUploads([id])
      if (photo?.status !== 'processing' && photo?.status !== 'ready') {
        throw new HttpFailure('POST', 'complete', 202, `the arrived ${file.name} is ${photo?.status}`)
      }
      file.acknowledged = true
    })
  }

  async #reserve(file: RunningFile): Promise<void> {
    const [ticket] = await this.person.requestUploads([file])
    if (!ticket || 'problem' in ticket) throw new Error(`${file.name} was refused: ${JSON.stringify(ticket)}`)
    file.photoId = ticket.photoId
    // An earlier, unanswered acknowledgement may have been carried out.
    file.acknowledged = ticket.duplicateOf !== null
  }

  /** Asks until it is answered. A clear "no" to what was promised is a violation, not a reason to ask again. */
  async #insist(action: () => Promise<void>): Promise<void> {
    while (!this.#ended) {
      try {
        return await action()
      } catch (error) {
        const clear = error instanceof HttpFailure && error.status < 500
        if (clear || !(error instanceof HttpFailure || isNetworkError(error))) {
          this.violations.push(String(error))
          this.end()
          return
        }
        await sleep(50 + this.random() * 100)
      }
    }
  }
}

async function failureOf(reply: Response): Promise<HttpFailure> {
  return new HttpFailure('PUT', 'content', reply.status, await reply.text())
}

/** What fetch throws for refused, reset and silent connections, and for bodies that end early. */
function isNetworkError(error: unknown): boolean {
  return error instanceof TypeError || (error instanceof DOMException && error.name === 'TimeoutError')
}
