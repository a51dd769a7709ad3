import { createServer, get, type RequestListener, type Server } from 'node:http'
import { get as getSecurely } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { boundAgent } from './bound-agent'

let server: Server | undefined
afterEach(() => {
  server?.closeAllConnections()
  server?.close()
})

async function serve(listener: RequestListener): Promise<number> {
  server = createServer(listener)
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

/** The bytes that came, or why no more did. */
function ask(port: number, bounds: { lifeMs: number; mostBytes: number }): Promise<number | string> {
  return new Promise((resolve) => {
    const agent = boundAgent('http:', bounds)
    get({ host: '127.0.0.1', port, agent }, (reply) => {
      let bytes = 0
      reply.on('data', (chunk: Buffer) => {
        bytes += chunk.length
      })
      reply.once('end', () => resolve(bytes))
      reply.once('error', () => resolve('cut'))
    }).once('error', (error) => resolve(error.message))
  })
}

/** As Node tells it, before or after the head of the reply. */
const CUT = /^(cut|the issuer .*)$/

describe('what an issuer answers', () => {
  it('comes whole within the bounds', async () => {
    const port = await serve((_, reply) => reply.end('x'.repeat(200_000)))
    expect(await ask(port, { lifeMs: 60_000, mostBytes: 1_000_000 })).toBe(200_000)
  })

  it('is cut when nothing comes', async () => {
    const port = await serve(() => undefined)
    expect(await ask(port, { lifeMs: 200, mostBytes: 1_000_000 })).toBe('the issuer is too slow')
  })

  it('is cut when it drips for ever', async () => {
    const port = await serve((_, reply) => {
      const drip = setInterval(() => reply.write(' '), 20)
      reply.once('close', () => clearInterval(drip))
    })
    expect(await ask(port, { lifeMs: 300, mostBytes: 1_000_000 })).toMatch(CUT)
  })

  it('is cut when it does not end', async () => {
    const port = await serve((_, reply) => {
      const pour = () => {
        while (!reply.destroyed && reply.write('x'.repeat(65_536)));
      }
      reply.on('drain', pour)
      pour()
    })
    expect(await ask(port, { lifeMs: 60_000, mostBytes: 1_000_000 })).toMatch(CUT)
  })

  it('is never asked for without encryption where the issuer has it', () => {
    const agent = boundAgent('https:')
    expect(() => get({ host: '127.0.0.1', port: 1, agent })).toThrow(/Protocol "http:" not supported/)
    expect(() => getSecurely({ host: '127.0.0.1', port: 1, agent: boundAgent('http:') })).toThrow(/Protocol "https:"/)
  })
})
