import { createServer } from 'node:net'
import { PlainError } from './setup.mjs'

/** A TCP port of the loopback address that nobody uses now. */
export async function freePort(): Promise<number> {
  const port = await tryPort(0, '127.0.0.1')
  if (typeof port !== 'number') throw new Error(`no port was given: ${port.code}`)
  return port
}

/**
 * The port for the web server: the one asked for, or, when nobody asked for a certain one, the first free after it.
 * @param explicit PORT was set: then another one is no answer
 * @throws PlainError saying what to do
 */
export async function choosePort(wanted: number, host: string, explicit: boolean): Promise<number> {
  for (let port = wanted; port < wanted + 100 && port <= 65_535; port++) {
    const got = await tryPort(port, host)
    if (typeof got === 'number') return got
    if (got.code === 'EADDRNOTAVAIL' || got.code === 'ENOTFOUND') {
      throw new PlainError(
        `HOST=${host} is no address of this computer. Use 127.0.0.1, 0.0.0.0 or one of its own addresses.`,
      )
    }
    if (got.code === 'EACCES')
      throw new PlainError(`PORT=${port} needs privileges that this user lacks. Use a port above 1023.`)
    if (explicit)
      throw new PlainError(
        `PORT=${wanted} is in use by another program. Stop it, or give another port: PORT=${wanted + 1} npm start`,
      )
  }
  throw new PlainError(`No free port from ${wanted} to ${wanted + 99}. Give one: PORT=8080 npm start`)
}

function tryPort(port: number, host: string): Promise<number | NodeJS.ErrnoException> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', resolve)
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address()
      server.close(() => resolve(address !== null && typeof address === 'object' ? address.port : port))
    })
  })
}

/** Where a server that listens on `host` is reached from this machine, as it stands in an address. */
export function addressOf(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1'
  if (host === '::') return '[::1]'
  return host.includes(':') ? `[${host}]` : host
}
