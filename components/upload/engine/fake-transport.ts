import type { NearDuplicatesReply } from '@/lib/duplicates/near-contract'
import type { CompleteUploadsReply, RequestUploads, UploadTicket } from '@/lib/uploads/upload-contract'
import type { PhotoNews } from '../../photo-lists/news-line'
import {
  type AcceptedTicket,
  type Account,
  type FileFacts,
  type Hasher,
  type Transport,
  TransportFailure,
} from './transport'

type Status = 'uploading' | 'processing' | 'ready' | 'failed'

/** A server in memory for tests of the engine: it behaves like the real one and can be told to misbehave. */
export class FakeTransport implements Transport {
  requests: { body: RequestUploads; key: string }[] = []
  puts: {
    photoId: string
    name: string
    resolve: () => void
    reject: (error: Error) => void
    sent: (n: number) => void
  }[] = []
  completed: string[][] = []
  discarded: string[] = []
  visibilities: { ids: string[]; visibility: string }[] = []
  /** What was asked about finished photos, and what is answered. */
  asked: string[][] = []
  nearReply: (photoIds: string[]) => NearDuplicatesReply = () => ({ items: [], waiting: [] })
  listeners = 0
  most = 0
  /** PUTs succeed by themselves in the next turn. */
  automatic = true
  /** Thrown by the next call of that name, once each. */
  faults: Record<'request' | 'put' | 'complete', Error[]> = { request: [], put: [], complete: [] }
  known = new Map<string, string>()
  loggedIn: Account | null = null
  /** What tickets say beyond the address. */
  extra: Partial<AcceptedTicket> = {}
  /** What becomes of bytes that have arrived. */
  outcome: Status = 'processing'
  readonly #state = new Map<string, Status>()
  readonly #keys = new Map<string, UploadTicket[]>()
  readonly #names = new Map<string, string>()
  #count = 0
  #news: (news: PhotoNews) => void = () => {}
  #reconnected: () => void = () => {}

  async request(body: RequestUploads, key: string) {
    this.requests.push({ body, key })
    this.#throw('request')
    const uploads = this.#keys.get(key) ?? body.files.map((file) => this.#ticket(file))
    this.#keys.set(key, uploads)
    return { uploads }
  }

  #ticket(file: RequestUploads['files'][number]): UploadTicket {
    const duplicateOf = this.known.get(file.sha256 ?? '')
    if (duplicateOf) return { photoId: duplicateOf, duplicateOf, method: null, url: null, headers: {}, expiresAt: null }
    if (file.bytes > 1e9) {
      return { problem: { code: 'too_large', status: 413, title: 'too large', detail: 'The file is too large.' } }
    }
    this.#count += 1
    const photoId = `photo-${this.#count}`
    this.#state.set(photoId, 'uploading')
    this.#names.set(photoId, file.name)
    const expiresAt = new Date(Date.now() + 900_000).toISOString()
    const ticket = {
      photoId,
      duplicateOf: null,
      method: 'PUT' as const,
      url: `/put/${photoId}`,
      headers: {},
      expiresAt,
    }
    return { ...ticket, resumable: null, restores: false, copyIn: null, ...this.extra }
  }

  put({ photoId }: AcceptedTicket, file: File, sent: (bytes: number) => void, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const end = (settle: () => void) => {
        this.puts = this.puts.filter((put) => put !== entry)
        settle()
      }
      const entry = {
        photoId,
        name: this.#names.get(photoId) ?? '',
        sent,
        resolve: () =>
          end(() => {
            sent(file.size)
            this.#state.set(photoId, this.outcome)
            resolve()
          }),
        reject: (error: Error) => end(() => reject(error)),
      }
      signal.addEventListener('abort', () => entry.reject(new DOMException('Cancelled', 'AbortError')))
      this.puts.push(entry)
      this.most = Math.max(this.most, this.puts.length)
      const fault = this.faults.put.shift()
      if (fault) queueMicrotask(() => entry.reject(fault))
      else if (this.automatic) queueMicrotask(entry.resolve)
    })
  }

  async complete(photoIds: string[]) {
    this.completed.push(photoIds)
    this.#throw('complete')
    if (photoIds.some((id) => !this.#state.has(id))) throw new TransportFailure(404, 'There is nothing here.')
    const photos = photoIds.map((id) => ({ id, status: this.#state.get(id), failure: 'It is broken.' }))
    return { photos } as unknown as CompleteUploadsReply
  }

  discard(photoIds: string[]) {
    this.discarded.push(...photoIds)
  }

  async setVisibility(ids: string[], visibility: string) {
    this.visibilities.push({ ids, visibility })
  }

  async near(photoIds: string[]) {
    this.asked.push(photoIds)
    return this.nearReply(photoIds)
  }

  async account() {
    return this.loggedIn
  }

  listen(news: (news: PhotoNews) => void, reconnected: () => void) {
    this.listeners += 1
    this.#news = news
    this.#reconnected = reconnected
    return () => {
      this.listeners -= 1
    }
  }

  /** The worker has finished with a photo. */
  settle(photoId: string, status: 'ready' | 'failed', tell = true) {
    this.#state.set(photoId, status)
    if (tell) this.#news({ photoId, status })
  }

  /** The server forgets an upload, as the sweeper does. */
  forget(photoId: string) {
    this.#state.delete(photoId)
  }

  reconnect() {
    this.#reconnected()
  }

  #throw(name: 'request' | 'complete') {
    const fault = this.faults[name].shift()
    if (fault) throw fault
  }
}

/** "Hashes" a file to its name, so that files of one name are the same bytes; `.txt` is no picture. */
export class FakeHasher implements Hasher {
  faults: Error[] = []

  async hash(file: File): Promise<FileFacts> {
    const fault = this.faults.shift()
    if (fault) throw fault
    return file.name.endsWith('.txt')
      ? { sha256: '', mediaType: null }
      : { sha256: file.name.padEnd(64, '0'), mediaType: 'image/jpeg' }
  }
}
