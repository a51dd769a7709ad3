import { request, type Server } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { afterEach, describe, expect, it } from 'vitest'
import { createGuardedServer, endRest, ignoreUpgrades } from './guard-connections'
import { withShellHeaders } from './shell-headers'

let server: Server
const sockets: Socket[] = []

afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy()
  server.closeAllConnections()
  server.close()
})

async function start(most?: number): Promise<number> {
  server = createGuardedServer(most)
  server.on('request', (request, response) => {
    withShellHeaders(response)
    endRest(request, response)
    response.end('here')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

/** Opens a connection that has sent nothing, or the start of a request. */
function opened(port: number, text = ''): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(text)
      resolve(socket)
    })
    socket.on('error', reject)
    sockets.push(socket)
  })
}

/** All that is answered until the connection ends. */
async function answerTo(port: number, text: string): Promise<string> {
  const socket = await opened(port, text)
  let answer = ''
  socket.on('data', (chunk) => {
    answer += chunk
  })
  await new Promise((resolve) => socket.once('close', resolve))
  return answer
}

const statusOf = (port: number) =>
  new Promise<number>((resolve, reject) => {
    request({ port, host: '127.0.0.1', agent: false }, (reply) => resolve(reply.resume().statusCode ?? 0))
      .on('error', reject)
      .end()
  })

describe('a guarded server', () => {
  it.each([
    ['garbage\r\n\r\n', 400],
    [`GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
    [`GET /${'x'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, 431],
    ['GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n', 400],
    ['GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nExpect: miracles\r\n\r\n', 417],
  ])('answers what it cannot take with the headers of every answer (%#: %s)', async (text, status) => {
    const answer = await answerTo(await start(), text)
    expect(answer.split('\r\n')[0]).toContain(` ${status} `)
    expect(answer).toMatch(/^x-content-type-options: nosniff\r$/im)
    expect(answer).toMatch(/^content-security-policy: default-src 'none'/im)
    expect(answer).not.toMatch(/Error|at .*:\d+/)
  })

  it('lets go those who ask for nothing, the longest first, and serves whoever asks', async () => {
    const port = await start(20)
    const slow: Socket[] = []
    for (let n = 0; n < 60; n += 1) slow.push(await opened(port, 'GET / HTTP/1.1\r\nX-Slow: '))
    for (let n = 0; n < 10; n += 1) expect(await statusOf(port)).toBe(200)
    await expect.poll(() => slow.filter((socket) => socket.destroyed || socket.closed).length).toBeGreaterThan(30)
    expect(slow.slice(0, 20).every((socket) => socket.destroyed || socket.closed)).toBe(true)
  })

  it('has limits for the time of headers, requests and pauses', async () => {
    await start()
    expect(server.headersTimeout).toBeLessThanOrEqual(30_000)
    expect(server.requestTimeout).toBeLessThanOrEqual(3_600_000)
    expect(server.keepAliveTimeout).toBeLessThan(120_000)
  })
})

it('reads the rest of a body that somebody began to read, so that the next request is answered', async () => {
  const port = await start()
  server.removeAllListeners('request')
  server.on('request', async (request, response) => {
    endRest(request, response)
    // As routes read: one piece, then enough.
    if (request.method === 'POST') await (Readable.toWeb(request) as ReadableStream).getReader().read()
    response.end(`answer to ${request.url}`)
  })
  const socket = await opened(port, 'POST /first HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n')
  let answer = ''
  socket.on('data', (chunk) => {
    answer += chunk
  })
  const piece = 'a'.repeat(0x10000)
  for (let n = 0; n < 40; n += 1) socket.write(`10000\r\n${piece}\r\n`)
  socket.write('0\r\n\r\nGET /second HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')
  await expect.poll(() => answer, { timeout: 5_000 }).toContain('answer to /second')
})

it.each(['h2c', 'websocket'])(
  'answers over its own protocol who asks for %s, whoever listens for upgrades',
  async (other) => {
    const port = await start()
    ignoreUpgrades(server)
    server.on('upgrade', (_: unknown, socket: Socket) => socket.end())
    await Promise.resolve()
    const asks = `Connection: Upgrade, close\r\nUpgrade: ${other}\r\n`
    expect(await answerTo(port, `GET / HTTP/1.1\r\nHost: x\r\n${asks}\r\n`)).toMatch(/^HTTP\/1\.1 200 /)
  },
)
