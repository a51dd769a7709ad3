import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What came, with its exact bytes. */
export interface Received {
  url: string
  headers: IncomingMessage['headers']
  body: string
}

type Reply = (response: ServerResponse, received: Received) => void

/** A server that is sent events, answering as it is told to. */
export class Receiver {
  readonly received: Received[] = []
  reply: Reply = (response) => response.writeHead(204).end()
  #server: Server

  private constructor() {
    this.#server = createServer(this.#listen)
  }

  static async start(): Promise<Receiver> {
    const receiver = new Receiver()
    await new Promise<void>((resolve) => receiver.#server.listen(0, '127.0.0.1', resolve))
    return receiver
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  /** An address of it. @param host a name that leads to it */
  at(path = '/hook', host = '127.0.0.1'): string {
    return `http://${host}:${this.port}${path}`
  }

  /** The parsed bodies of what came. */
  get bodies(): { id: string; event: string; data: Record<string, unknown> }[] {
    return this.received.map(({ body }) => JSON.parse(body))
  }

  answer(status: number, headers: Record<string, string> = {}): void {
    this.reply = (response) => response.writeHead(status, headers).end()
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  #listen: RequestListener = (request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8')
      const received = { url: request.url ?? '', headers: request.headers, body }
      this.received.push(received)
      this.reply(response, received)
    })
  }
}
