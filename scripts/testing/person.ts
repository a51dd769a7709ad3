import type { Photo } from '../../lib/photos/contract'
import { PhotoPage } from '../../lib/photos/contract'
import { CompleteUploadsReply, RequestUploadsReply } from '../../lib/uploads/upload-contract'

export interface SentFile {
  name: string
  sha256: string
  data: Buffer
}

/** Somebody with an account who speaks HTTP with a running Albumen, as the page or a script would. */
export class Person {
  #cookie = ''

  constructor(
    readonly url: string,
    readonly username: string,
  ) {}

  /** Its session, for requests of a kind that `send` does not make. */
  get cookie(): string {
    return this.#cookie
  }

  /** Makes the account and logs in. */
  async join(): Promise<void> {
    const password = 'a password for tests'
    const account = { email: `${this.username}@example.org`, username: this.username, name: this.username, password }
    const joined = await this.send('POST', '/api/v1/users', account)
    if (joined.status !== 201) throw new Error(`no account: ${joined.status} ${await joined.text()}`)
    const csrf = await this.send('GET', '/api/auth/csrf')
    this.#keepCookies(csrf)
    const { csrfToken } = (await csrf.json()) as { csrfToken: string }
    const form = new URLSearchParams({ csrfToken, login: this.username, password, json: 'true' })
    const reply = await fetch(`${this.url}/api/auth/callback/credentials`, {
      method: 'POST',
      headers: { cookie: this.#cookie, origin: this.url },
      body: form,
      redirect: 'manual',
    })
    this.#keepCookies(reply)
    const me = await this.send('GET', '/api/v1/me')
    if (me.status !== 200) throw new Error(`not logged in: ${reply.status} ${await reply.text()}`)
  }

  /** One request with the session; a request that gets no answer within half a minute fails. */
  send(method: string, path: string, body?: unknown): Promise<Response> {
    const headers: Record<string, string> = { cookie: this.#cookie, origin: this.url }
    const bytes = Buffer.isBuffer(body)
    if (body !== undefined) headers['content-type'] = bytes ? 'image/jpeg' : 'application/json'
    const payload = bytes ? new Uint8Array(body) : JSON.stringify(body)
    const signal = AbortSignal.timeout(30_000)
    return fetch(this.url + path, { method, headers, signal, ...(body === undefined ? {} : { body: payload }) })
  }

  /** A form, with files. */
  form(path: string, body: FormData): Promise<Response> {
    const headers = { cookie: this.#cookie, origin: this.url }
    return fetch(this.url + path, { method: 'POST', headers, body, signal: AbortSignal.timeout(120_000) })
  }

  async requestUploads(files: SentFile[]) {
    const body = {
      visibility: 'private',
      files: files.map(({ name, sha256, data }) => ({ name, sha256, bytes: data.length, mediaType: 'image/jpeg' })),
    }
    return RequestUploadsReply.parse(await this.#json('POST', '/api/v1/uploads', 201, body)).uploads
  }

  async completeUploads(photoIds: string[]): Promise<Photo[]> {
    return CompleteUploadsReply.parse(await this.#json('POST', '/api/v1/uploads/complete', 202, { photoIds })).photos
  }

  /** Every photo of one's own, all pages. */
  async library(): Promise<Photo[]> {
    const found: Photo[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page: PhotoPage = PhotoPage.parse(
        await this.#json('GET', `/api/v1/photos?owner=me&limit=100${cursor ? `&cursor=${cursor}` : ''}`, 200),
      )
      found.push(...page.items)
      cursor = page.next
    }
    return found
  }

  async bytes(path: string): Promise<Buffer> {
    const reply = await this.send('GET', path)
    if (reply.status !== 200) throw new HttpFailure('GET', path, reply.status, await reply.text())
    return Buffer.from(await reply.arrayBuffer())
  }

  async #json(method: string, path: string, status: number, body?: unknown): Promise<unknown> {
    const reply = await this.send(method, path, body)
    if (reply.status !== status) throw new HttpFailure(method, path, reply.status, await reply.text())
    return reply.json()
  }

  #keepCookies(reply: Response): void {
    const jar = new Map(this.#cookie.split('; ').map((pair) => [pair.split('=')[0], pair]))
    for (const cookie of reply.headers.getSetCookie()) {
      const pair = cookie.split(';')[0] ?? ''
      jar.set(pair.split('=')[0], pair)
    }
    this.#cookie = [...jar.values()].filter(Boolean).join('; ')
  }
}

/** An answer with another status than was asked for. */
export class HttpFailure extends Error {
  constructor(
    method: string,
    path: string,
    readonly status: number,
    body: string,
  ) {
    super(`${method} ${path}: ${status} ${body.slice(0, 300)}`)
    this.name = 'HttpFailure'
  }
}
