import { createServer, request } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { frontDoor } from './front-door'

const server = createServer((request, response) => {
  if (frontDoor(request, response)) response.end(JSON.stringify(request.headers))
})
let base: string
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())

/** With a Host header of its own, which fetch does not let be set. */
function statusOf(path: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const { port } = new URL(base)
    const sent = request({ host: '127.0.0.1', port, path, headers }, (reply) => {
      reply.resume()
      resolve(reply.statusCode ?? 0)
    })
    sent.on('error', reject)
    sent.end()
  })
}

/** The status of a request line as it stands, which clients would mend. */
function statusOfLine(line: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(base).port), '127.0.0.1')
    socket.on('error', reject)
    socket.once('data', (chunk) => {
      resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(chunk.toString('latin1'))?.[1]))
      socket.destroy()
    })
    socket.write(`${line} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`)
  })
}

describe('the front door', () => {
  it.each([
    ['GET http://evil.example/sitemap.xml', 400],
    ['GET HTTPS://evil.example/', 400],
    ['GET http://localhost/', 400],
    ['POST http://evil.example/api/v1/photos', 400],
    ['OPTIONS *', 400],
    ['GET /sitemap.xml?to=http://evil.example/', 200],
    ['TRACE /api/v1/photos', 405],
    ['TRACE /', 405],
    ['GET /', 200],
    [`GET /?q=${'x'.repeat(8_000)}`, 200],
    [`GET /?q=${'x'.repeat(8_200)}`, 414],
    [`GET /api/v1/photos?q=${'x'.repeat(8_200)}`, 414],
  ])('%s with our own Host is answered with %i', async (line, status) => {
    expect(await statusOfLine(line)).toBe(status)
  })

  it.each(['Host: evil.example', 'host: localhost'])('takes no request with a second name: %s', async (second) => {
    expect(await statusOfLine(`GET / HTTP/1.1\r\n${second}\r\nX: `)).toBe(400)
  })

  it('takes no more than 100 headers', async () => {
    const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`x-${n}`, 'x']))
    expect(await statusOf('/', { host: 'localhost', ...many(60) })).toBe(200)
    expect(await statusOf('/', { host: 'localhost', ...many(120) })).toBe(431)
  })

  it.each([
    ['/', 'evil.example', 421],
    ['/api/v1/users', 'evil.example', 421],
    ['/livez', 'evil.example', 200],
    ['/readyz', 'evil.example', 200],
    ['/', 'localhost', 200],
  ])('answers %s asked of %s with %i', async (path, host, status) => {
    expect(await statusOf(path, { host })).toBe(status)
  })

  it.each(['/photos/%FF', '/api/v1/photos/%FF', '/albums/%E0%A4%A', '/%'])(
    'answers %s, which is no address, with 400',
    async (path) => {
      expect(await statusOf(path, { host: 'localhost' })).toBe(400)
    },
  )

  it.each(['/photos/%C3%BC?q=%FF', '/a%2Fb'])('lets %s through', async (path) => {
    expect(await statusOf(path, { host: 'localhost' })).toBe(200)
  })

  it.each([
    ['/settings', 401],
    ['/', 401],
    ['/?_rsc=1', 401],
    ['/settings.rsc', 401],
    ['/api/../settings', 401],
    ['//api/v1/me', 401],
    ['/apis', 401],
    ['/s/abc', 401],
    ['/feed.json/x', 401],
    ['/api/v1/me', 200],
    ['/api/openapi.json?x=1', 200],
    ['/feed.json?owner=a', 200],
    ['/livez', 200],
    ['/_next/static/x.js', 200],
    ['/vendor/towns.json', 200],
  ])('%s with a bearer, whichever it is, is answered with %i', async (path, status) => {
    for (const authorization of [
      'Bearer alb_bad',
      'bearer',
      'BEARER\tx',
      '  Bearer  alb_bad',
      'alb_bad',
      'Token alb_bad',
    ])
      expect(await statusOf(path, { host: 'localhost', authorization, cookie: 'a=b' })).toBe(status)
    expect(await statusOf(path, { host: 'localhost', authorization: 'Basic YTpi' })).toBe(200)
  })

  it('tells who sends a bearer to a page what to do instead', async () => {
    const reply = await fetch(`${base}/settings`, { headers: { authorization: 'Bearer alb_bad' } })
    expect(reply.headers.get('www-authenticate')).toMatch(/^Bearer/)
    expect(reply.headers.get('content-type')).toBe('application/problem+json')
    expect(await reply.json()).toMatchObject({
      status: 401,
      code: 'unauthenticated',
      detail: expect.stringContaining('/api/v1'),
    })
  })

  it('says once that it stands behind a proxy that it was not told of', async () => {
    const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
    for (let n = 0; n < 3; n += 1) await statusOf('/', { host: 'localhost', 'x-forwarded-for': '203.0.113.9' })
    const events = written.mock.calls.map(([line]) => String(line)).filter((line) => line.includes('proxy.not_trusted'))
    written.mockRestore()
    expect(events).toHaveLength(1)
    expect(events[0]).not.toContain('203.0.113.9')
  })

  it('marks a request with its socket’s address, whatever the client says', async () => {
    const reply = await fetch(base, { headers: { 'x-albumen-peer': '203.0.113.9' } })
    expect(await reply.json()).toMatchObject({ 'x-albumen-peer': '127.0.0.1' })
  })

  it.each([
    'x-middleware-subrequest',
    'x-middleware-prefetch',
    'x-middleware-rewrite',
    'x-nextjs-data',
    'x-matched-path',
    'x-invoke-path',
    'next-resume',
    'next-action',
    'x-next-resume-state-length',
  ])('takes off %s', async (name) => {
    const reply = await fetch(`${base}/api/v1/me`, { headers: { [name]: '1', 'x-kept': '1' } })
    const seen = (await reply.json()) as Record<string, string>
    expect(seen[name]).toBeUndefined()
    expect(seen['x-kept']).toBe('1')
  })

  const tree = (state: unknown) => encodeURIComponent(JSON.stringify(state))
  it.each([
    ['xxxx', 400],
    ['%', 400],
    ['', 400],
    [tree({}), 400],
    [tree(['', {}, 'x', 'y', 'z', 1, 2]), 400],
    [tree(['', { children: ['__PAGE__', {}] }, null, null, 16]), 200],
  ])('a router state %s is answered with %i', async (state, status) => {
    const headers = { host: 'localhost', rsc: '1', 'next-router-state-tree': state }
    for (const path of ['/nothing', '/_next/x']) expect(await statusOf(path, headers)).toBe(status)
  })

  it.each([
    ['rsc', '2', undefined],
    ['rsc', '1', '1'],
    ['next-url', 'http://evil.example/', undefined],
    ['next-url', '/gallery', '/gallery'],
    ['next-router-prefetch', 'x', undefined],
    ['next-router-prefetch', '2', '2'],
    ['next-router-segment-prefetch', '_tree', undefined],
    ['next-router-segment-prefetch', '/_tree', '/_tree'],
  ])('%s: %s reaches Next as %s', async (name, value, seen) => {
    const reply = await fetch(`${base}/api/v1/me`, { headers: { [name]: value } })
    expect(((await reply.json()) as Record<string, string>)[name]).toBe(seen)
  })

  it.each([
    ['POST', '/', 405],
    ['POST', '/photos/1', 405],
    ['PUT', '/apis', 405],
    ['DELETE', '/login', 405],
    ['POST', '/api', 200],
    ['POST', '/api/v1/photos', 200],
    ['GET', '/', 200],
    ['OPTIONS', '/', 200],
  ])('%s %s is answered with %i', async (method, path, status) => {
    const reply = await fetch(base + path, { method })
    expect(reply.status).toBe(status)
    if (status === 405) expect(reply.headers.get('allow')).toBe('GET, HEAD, OPTIONS')
  })
})
