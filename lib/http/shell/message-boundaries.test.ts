import { type AddressInfo, connect } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { createGuardedServer, endRest } from './guard-connections'

let server: ReturnType<typeof createGuardedServer>

afterEach(() => {
  server.closeAllConnections()
  server.close()
})

/** Sends bytes. @returns what was asked, as the server understood it */
async function send(bytes: string): Promise<string[]> {
  const asked: string[] = []
  server = createGuardedServer()
  server.on('request', (request, response) => {
    asked.push(`${request.method} ${request.url}`)
    endRest(request, response)
    response.end('here')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  socket.resume()
  socket.write(bytes)
  await new Promise((resolve) => socket.once('close', resolve))
  return asked
}

const HEAD = 'POST /first HTTP/1.1\r\nHost: x\r\n'
const SMUGGLED = 'GET /second HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'

it.each([
  ['both a length and chunks', `Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`],
  ['two lengths', `Content-Length: 0\r\nContent-Length: ${SMUGGLED.length}\r\n\r\n`],
  ['a length that is no number', 'Content-Length: 0x0\r\n\r\n'],
  ['a coding after the chunks', 'Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n'],
  ['an unknown coding', 'Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n'],
  ['a space before the colon', 'Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n'],
  ['a line that is folded', 'Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n'],
  ['a chunk whose size is no number', 'Transfer-Encoding: chunked\r\n\r\n0_0\r\n\r\n'],
])('of a message with %s nothing behind it is taken for a request', async (_, rest) => {
  expect(await send(`${HEAD}${rest}${SMUGGLED}`)).not.toContain('GET /second')
})

it('of a plain message what stands behind it is the next request', async () => {
  expect(await send(`${HEAD}Content-Length: 0\r\n\r\n${SMUGGLED}`)).toEqual(['POST /first', 'GET /second'])
})
