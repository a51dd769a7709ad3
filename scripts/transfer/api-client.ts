import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import * as z from 'zod'
import { backoff, isPassing, MAX_ATTEMPTS } from './backoff'
import { Fatal, Refusal } from './fatal'
import type { ServerAddress } from './server-address'

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'

/** A call without an answer for so long is taken for dead. */
const CALL_MS = 120_000

const ProblemWords = z.object({ code: z.string(), detail: z.string() })

/** Trouble in a row after which somebody who looks on is told. */
const TOLD_AFTER = 2

/** Talks with one Albumen by its API, as a token. Asks again where the trouble may pass, and says so where it lasts. */
export class ApiClient {
  #told = false

  constructor(
    readonly server: ServerAddress,
    private readonly say: (line: string) => void = () => undefined,
    private readonly wait: (ms: number) => Promise<unknown> = (ms) => sleep(ms),
  ) {}

  /**
   * @param path below /api/v1, with its slash
   * @throws Refusal where the server says no; Fatal where nothing more can be asked: no answer, a wrong token, too small a scope
   */
  async call<S extends z.ZodType>(schema: S, method: Method, path: string, body?: unknown): Promise<z.output<S>> {
    const headers: Record<string, string> = { accept: 'application/json' }
    if (body !== undefined) headers['content-type'] = 'application/json'
    // Of the calls that are made here only this one does something anew when it is repeated.
    if (method === 'POST' && path === '/albums') headers['idempotency-key'] = randomUUID()
    const request = {
      method,
      headers,
      redirect: 'manual' as const,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }
    const options = () => ({ ...request, signal: AbortSignal.timeout(CALL_MS) })
    const text = await this.insist(path, options, (reply) => reply.text())
    const parsed = schema.safeParse(jsonOf(text))
    if (parsed.success) return parsed.data
    throw new Fatal(`${this.server.url} answers ${method} ${path} as no Albumen of this version does.`)
  }

  /** As `call`, for bytes. The address may lead on to the store, which does not get the token. */
  async download(path: string, signal: AbortSignal): Promise<Response> {
    const options = () => ({ method: 'GET', headers: {}, redirect: 'follow' as const, signal })
    return this.insist(path, options, async (reply) => reply)
  }

  /** What every request to the server itself carries. */
  get authorization(): { authorization: string } {
    return { authorization: `Bearer ${this.server.token}` }
  }

  private async insist<T>(
    path: string,
    options: () => RequestInit & { headers: Record<string, string> },
    read: (reply: Response) => Promise<T>,
  ): Promise<T> {
    for (let failures = 1; ; failures += 1) {
      const answer = await this.once(path, options(), read)
      if (answer && 'value' in answer) {
        this.#told = false
        return answer.value
      }
      const refusal = answer?.refusal ?? null
      if (refusal && refusal.status >= 300 && refusal.status < 400) {
        throw new Fatal(`ALBUMEN_URL: ${this.server.url} leads on to another address; write that of the server itself.`)
      }
      if (refusal && !isPassing(refusal.status)) throw this.judged(refusal)
      // Trouble with this one thing: the others may go on.
      if (refusal?.status === 500 && failures >= MAX_ATTEMPTS / 2) throw refusal
      if (failures >= MAX_ATTEMPTS) {
        const why = refusal ? `: ${refusal.message}` : '.'
        throw new Fatal(`${this.server.url} does not answer${why} Run the command again to go on.`)
      }
      if (failures >= TOLD_AFTER) this.#tell(refusal)
      await this.wait(backoff(failures, answer?.retryAfter ?? null, Math.random()))
    }
  }

  /** Once for a stretch of trouble, however many requests meet it. */
  #tell(refusal: Refusal | null): void {
    if (this.#told) return
    this.#told = true
    const why = refusal ? ` (${refusal.message})` : ''
    this.say(`${this.server.url} does not answer${why}. It is tried again for about two minutes.`)
  }

  /** @returns null when no answer came, or not all of it */
  private async once<T>(
    path: string,
    options: RequestInit & { headers: Record<string, string> },
    read: (reply: Response) => Promise<T>,
  ): Promise<{ value: T } | { refusal: Refusal; retryAfter: string | null } | null> {
    const headers = { ...options.headers, ...this.authorization }
    try {
      const reply = await fetch(`${this.server.url}/api/v1${path}`, { ...options, headers })
      if (reply.ok) return { value: await read(reply) }
      const refusal = refusalFrom(reply.status, await reply.text())
      return { refusal, retryAfter: reply.headers.get('retry-after') }
    } catch (error) {
      if (error instanceof TypeError || (error instanceof DOMException && error.name === 'TimeoutError')) return null
      throw error
    }
  }

  /** What ends the whole run, and what is of this request only. */
  judged(refusal: Refusal): Fatal | Refusal {
    if (refusal.status === 401)
      return new Fatal(
        `ALBUMEN_TOKEN: ${this.server.url} does not know this token. It may have ended, or been revoked; make a new one in the settings.`,
      )
    if (refusal.code === 'insufficient_scope')
      return new Fatal(`ALBUMEN_TOKEN: this token may only read. Make one with the scope "write" in the settings.`)
    return refusal
  }
}

/** The server's words for people; of something else than Albumen only the status. */
export function refusalFrom(status: number, text: string): Refusal {
  const problem = ProblemWords.safeParse(jsonOf(text))
  if (problem.success) return new Refusal(problem.data.detail, status, problem.data.code)
  return new Refusal(`The server answered with status ${status}.`, status, 'unknown')
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // A page of a proxy: no schema takes it.
    return undefined
  }
}
