import { type IncomingHttpHeaders, request } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'

interface Asking {
  method?: string
  /** With any Host, which fetch does not let be set. */
  headers?: Record<string, string>
  body?: string
}

export interface Answer {
  status: number
  headers: IncomingHttpHeaders
  body: string
}

/** Asks for a path exactly as it is written. A stream of events is not read. */
export async function ask(base: string, path: string, { method = 'GET', headers = {}, body }: Asking = {}) {
  const { hostname, port } = new URL(base)
  return new Promise<Answer>((resolve, reject) => {
    const sent = request({ hostname, port, path, method, headers, agent: false }, async (reply) => {
      const { statusCode: status = 0, headers } = reply
      if (headers['content-type']?.startsWith('text/event-stream')) reply.destroy()
      resolve({ status, headers, body: reply.destroyed ? '' : await text(reply).catch(() => '') })
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

/** All that is answered to bytes on a connection of its own, until it ends. */
export function answerToBytes(base: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(base)
  return new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect(Number(port), hostname, () => socket.write(bytes, 'latin1'))
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1')
    })
    socket.on('close', () => resolve(answer))
    socket.on('error', reject)
  })
}
