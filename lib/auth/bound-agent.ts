import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import type { Duplex } from 'node:stream'

/** What one answer of an issuer may take. Their documents are some kilobytes. */
const BOUNDS = { lifeMs: 5_000, mostBytes: 1_000_000 }
const LOOK_MS = 20

/**
 * An agent whose every connection serves one request, and is cut when that takes too long (name, handshake and body together, so that
 * dripping does not help) or brings too much. It speaks one protocol: an https issuer is never asked without encryption.
 * @param protocol of the issuer
 */
export function boundAgent(protocol: string, bounds = BOUNDS): HttpAgent {
  const agent = protocol === 'https:' ? new HttpsAgent({ keepAlive: false }) : new HttpAgent({ keepAlive: false })
  const connect = agent.createConnection.bind(agent)
  agent.createConnection = (...args: Parameters<HttpAgent['createConnection']>) => {
    const socket = connect(...(args as Parameters<typeof connect>))
    if (socket) cutAt(socket, bounds)
    return socket
  }
  return agent
}

function cutAt(socket: Duplex, { lifeMs, mostBytes }: typeof BOUNDS): void {
  const life = setTimeout(() => socket.destroy(new Error('the issuer is too slow')), lifeMs)
  const look = setInterval(() => {
    if ('bytesRead' in socket && Number(socket.bytesRead) > mostBytes)
      socket.destroy(new Error('the issuer answers with too much'))
  }, LOOK_MS)
  socket.once('close', () => {
    clearTimeout(life)
    clearInterval(look)
  })
}
