import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SignedRequest } from '../storage/object-store'
import { askCors } from './ask-cors'

const ORIGIN = 'https://photos.example.org'
const signed = (method: 'PUT' | 'GET', url: string): SignedRequest => ({
  method,
  url,
  headers: method === 'PUT' ? { 'content-type': 'x', 'if-none-match': '*', 'x-amz-checksum-sha256': 'y' } : {},
  expiresAt: new Date(),
})
const HEADERS = 'content-type, if-none-match, x-amz-checksum-sha256'

describe('what a store says to a preflight', () => {
  let url: string
  let answer: { status: number; headers: Record<string, string> }
  const asked: Record<string, unknown>[] = []
  const server = createServer((request, response) => {
    asked.push({ method: request.method, ...request.headers })
    response.writeHead(answer.status, answer.headers).end()
  })
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/bucket/key?X-Amz-Signature=secret`
  })
  afterAll(() => void server.close())

  const ask = async (headers: Record<string, string>, status = 200) => {
    answer = { status, headers }
    return askCors({ origin: ORIGIN, put: signed('PUT', url), get: signed('GET', url) })
  }
  const rule = (origin: string, methods = 'GET, PUT, HEAD', headers = HEADERS) => ({
    'access-control-allow-origin': origin,
    'access-control-allow-methods': methods,
    'access-control-allow-headers': headers,
  })

  it('a rule for this origin is good, and asked for as a browser asks', async () => {
    asked.length = 0
    expect((await ask(rule(ORIGIN))).map(({ what, level }) => `${what} ${level}`)).toEqual([
      'reach good',
      'cors_put good',
      'cors_get good',
    ])
    expect(asked).toContainEqual(
      expect.objectContaining({
        method: 'OPTIONS',
        origin: ORIGIN,
        'access-control-request-method': 'PUT',
        'access-control-request-headers': 'content-type,if-none-match,x-amz-checksum-sha256',
      }),
    )
  })

  const faults: [string, Record<string, string>, number, RegExp][] = [
    ['none at all', {}, 403, /does not allow this origin/],
    ['another origin', rule('https://other.example.org'), 200, /does not allow this origin/],
    ['reading alone', rule(ORIGIN, 'GET'), 200, /does not allow PUT/],
    ['a header less', rule(ORIGIN, 'PUT, GET', 'content-type, if-none-match'), 200, /the header x-amz-checksum-sha256/],
    ['a refusal with the right words', rule(ORIGIN), 403, /does not allow this origin/],
  ]
  it.each(faults)('%s', async (_about, headers, status, words) => {
    const found = (await ask(headers, status)).find(({ what }) => what === 'cors_put')
    expect(found?.level).toBe('bad')
    expect(found?.text).toMatch(words)
    expect(found?.text).not.toContain('secret')
  })

  it('a rule for everybody works and is worth a word', async () => {
    const found = await ask(rule('*', '*', '*'))
    expect(found.map(({ level }) => level)).toEqual(['good', 'notice', 'notice'])
  })

  it('a store that is not reached from here may be reached by browsers', async () => {
    const away = () => Promise.reject(new TypeError('fetch failed'))
    const found = await askCors({ origin: ORIGIN, put: signed('PUT', url), get: signed('GET', url) }, away)
    expect(found).toMatchObject([{ what: 'reach', level: 'notice' }])
  })
})
