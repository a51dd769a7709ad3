import { createServer, get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, describe, expect, it } from 'vitest'
import { withShellHeaders } from './shell-headers'

const ANSWERS: Record<string, (response: import('node:http').ServerResponse) => void> = {
  '/implicit': (response) => response.end('x'),
  '/explicit': (response) => response.writeHead(404, { 'content-type': 'text/plain' }).end('x'),
  '/worded': (response) => response.writeHead(404, 'Nothing', { 'content-type': 'text/plain' }).end('x'),
  '/own': (response) => {
    response.setHeader('referrer-policy', 'no-referrer')
    response.writeHead(200, { 'content-security-policy': "default-src 'self'" }).end('x')
  },
  '/script': (response) => {
    response.setHeader('content-type', 'application/javascript; charset=UTF-8')
    response.end('x')
  },
}

const server = createServer((request, response) => {
  withShellHeaders(response)
  ANSWERS[request.url ?? '']?.(response)
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
afterAll(() => server.close())

const headersOf = (path: string) =>
  new Promise<Record<string, unknown>>((resolve, reject) => {
    get({ port: (server.address() as AddressInfo).port, path, agent: false }, (reply) => {
      reply.resume()
      resolve(reply.headers)
    }).on('error', reject)
  })

describe('headers of every answer', () => {
  it.each(Object.keys(ANSWERS))('%s', async (path) => {
    expect(await headersOf(path)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('camera=()'),
      'referrer-policy': path === '/own' ? 'no-referrer' : 'same-origin',
      'content-security-policy': expect.stringContaining(path === '/own' ? "'self'" : "default-src 'none'"),
    })
  })

  it('lets the script of a worker do what a worker does', async () => {
    expect((await headersOf('/script'))['content-security-policy']).toContain("connect-src 'self'")
  })
})
