import { createServer, request as httpRequest, type IncomingMessage } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { expect } from '@playwright/test'
import { encode } from 'next-auth/jwt'
import { eachOf } from './at-once'
import { type MatrixCase, readMatrix } from './cells'
import { decodeToken } from './decode-token'
import type { Instance } from './instance'
import { leaksIn } from './leaks'
import type { People } from './people'
import { filled, type Reply, send } from './send'
import { test } from './stage'
import type { World } from './world'

const reads = readMatrix(path.join(import.meta.dirname, 'routes')).filter(({ route }) => route.startsWith('GET /'))
const pages = reads.filter(({ route }) => !/^GET \/(api|livez|readyz|metrics)/.test(route))
const STRANGERS = ['anonymous', 'other'] as const

let instance: Instance
let people: People
let world: World

test.beforeAll(({ stage }) => {
  ;({ instance, people, world } = stage)
})

/** Headers that ask for a part, or for nothing where it is known; those that go around something are sent with every row (again.spec.ts). */
const TRICKS: Record<string, Record<string, string>> = {
  'parts and caches': { range: 'bytes=0-99999', 'if-none-match': '*', 'if-modified-since': new Date().toUTCString() },
}

for (const [name, headers] of Object.entries(TRICKS)) {
  test(`headers change neither what is answered nor what is told: ${name}`, async () => {
    await each(reads, async (entry, actor) => {
      const reply = await send({ instance, entry, names: world.names, people, actor, headers })
      const expected = entry.expect[actor]
      const partial = expected === 200 ? [200, 206, 304] : [expected]
      expect(partial, `${entry.route}: ${entry.about}, ${actor}`).toContain(reply.status)
      silent(reply, entry, actor)
    })
  })
}

test('HEAD answers as GET does', async () => {
  await each(reads, async (entry, actor) => {
    const reply = await send({ instance, entry, names: world.names, people, actor, method: 'HEAD' })
    expect(reply.status, `${entry.route}: ${entry.about}, ${actor}`).toBe(entry.expect[actor])
    expect(reply.body).toBe('')
    silent(reply, entry, actor)
  })
})

/** Ways to ask for a page's data instead of the page. */
const FORMS: [string, (address: string) => string, Record<string, string>][] = [
  ['RSC', (address) => address, { rsc: '1' }],
  ['?_rsc', (address) => `${address}${address.includes('?') ? '&' : '?'}_rsc=abc`, { rsc: '1' }],
  ['prefetch', (address) => address, { rsc: '1', 'next-router-prefetch': '1' }],
  [
    'segment',
    (address) => address,
    { rsc: '1', 'next-router-prefetch': '1', 'next-router-segment-prefetch': '/_tree' },
  ],
  ['.rsc', (address) => address.replace(/(\?|$)/, '.rsc$1'), {}],
  ['.segments', (address) => address.replace(/(\?|$)/, '.segments/_tree.segment.rsc$1'), {}],
  ['.json', (address) => `/_next/data/build${address.replace(/(\?|$)/, '.json$1')}`, { 'x-nextjs-data': '1' }],
  ['trailing', (address) => address.replace(/(\?|$)/, '/$1'), {}],
  ['upper case', (address) => address.replace('/photos', '/PHOTOS'), {}],
]

for (const [name, form, headers] of FORMS) {
  test(`pages tell nothing more in another form: ${name}`, async () => {
    await each(pages, async (entry, actor) => {
      const asked = { ...entry, send: form(entry.send) }
      const reply = await send({ instance, entry: asked, names: world.names, people, actor, headers })
      expect(reply.status, `${asked.send}, ${actor}`).toBeLessThan(500)
      silent(reply, asked, actor)
    })
  })
}

test('a changed address does not lead from a public photo to a private one', async () => {
  for (const address of [
    '/photos/{public}?nxtPid={private}&id={private}',
    '/photos/{public}%2f..%2f{private}',
    '/photos/..%2fphotos%2f{private}',
    '/photos/{public}/../{private}',
    '//photos/{private}',
    '/photos/%7Bpublic%7D/..%5c{private}',
    '/_next/../photos/{private}',
    '/api/v1/photos/{public}%2f..%2f{private}',
    '/api/v1/photos/{public}/renditions/..%2f..%2f{private}%2frenditions%2fpreview',
    '/api/v1/photos/{private}/renditions/thumb%00',
    '/api/v1/photos/{private}.jpg',
  ]) {
    const entry = { route: 'GET /', about: address, send: address } as MatrixCase
    const raw = await rawGet(filled(entry, world.names).path)
    expect(raw.status, address).toBeLessThan(500)
    expect(raw.body, address).not.toContain('MARK-')
  }
})

test('there is no server action, no image optimiser and no word of another host', async () => {
  await eachOf(pages, async (entry) => {
    const headers = { 'next-action': '0'.repeat(40), origin: instance.url, 'content-type': 'text/plain' }
    const address = instance.url + filled(entry, world.names).path
    const response = await fetch(address, { method: 'POST', headers, body: '[]', redirect: 'manual' })
    expect([404, 405], `POST ${entry.send}`).toContain(response.status)
  })
  const source = encodeURIComponent(`/api/v1/photos/${world.names.public}/renditions/preview`)
  expect((await fetch(`${instance.url}/_next/image?url=${source}&w=640&q=75`)).status).toBe(404)
  await eachOf(reads, async (entry) => {
    const reply = await rawGet(filled(entry, world.names).path, { host: 'evil.example', 'x-forwarded-proto': 'https' })
    expect(reply.told, entry.send).not.toContain('evil.example')
  })
})

test('a request for another server is not passed on', async () => {
  let visits = 0
  const canary = createServer((_, response) => {
    visits += 1
    response.end()
  })
  await new Promise<void>((resolve) => canary.listen(0, '127.0.0.1', resolve))
  const other = `http://127.0.0.1:${(canary.address() as AddressInfo).port}/`
  const { port } = new URL(instance.url)
  for (const extra of [
    '',
    'Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n',
  ]) {
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => {
        socket.write(`GET ${other} HTTP/1.1\r\nHost: 127.0.0.1\r\n${extra}\r\n`)
        setTimeout(() => socket.destroy(), 1_000)
      })
      socket.on('error', () => undefined)
      socket.on('close', () => resolve())
    })
  }
  canary.close()
  expect(visits).toBe(0)
})

test('nothing else that we encrypt or sign is taken for a session', async () => {
  const [name = '', value = ''] = people.owner.cookie.split('=')
  const token = await decodeToken(value, instance.secret)
  const { secret } = instance
  const csrf = await (await fetch(`${instance.url}/api/auth/csrf`)).json()
  const forged = {
    'another purpose': await encode({ token, secret, salt: 'next-auth.pkce.code_verifier' }),
    'another secret': await encode({ token, secret: 'x'.repeat(64) }),
    'another person': await encode({ token: { ...token, sub: people.admin.id }, secret }),
    'no session': await encode({ token: { sub: people.owner.id, name: 'x' }, secret }),
    'an old version': await encode({ token: { ...token, ver: 0 }, secret }),
    'an expired one': await encode({ token, secret, maxAge: -60 }),
    'a csrf token': String(csrf.csrfToken),
    'an unencrypted one': `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(JSON.stringify(token)).toString('base64url')}.`,
    'a long one': 'x'.repeat(5000),
    'a damaged one': `${value.slice(0, -4)}AAAA`,
  }
  const status = async (cookie: string) => (await fetch(`${instance.url}/api/v1/me`, { headers: { cookie } })).status
  for (const [what, cookie] of Object.entries(forged)) expect(await status(`${name}=${cookie}`), what).toBe(401)
  expect(await status(people.owner.cookie)).toBe(200)
})

async function each(
  entries: MatrixCase[],
  check: (entry: MatrixCase, actor: (typeof STRANGERS)[number]) => Promise<void>,
): Promise<void> {
  await eachOf(
    entries.filter(({ fresh }) => !fresh),
    (entry) => Promise.all(STRANGERS.map((actor) => check(entry, actor))),
  )
}

function silent(reply: Reply, entry: MatrixCase, actor: (typeof STRANGERS)[number]): void {
  expect(leaksIn(reply, entry, world, actor), `${entry.send} told to ${actor}`).toEqual([])
}

/** A GET whose path and headers are sent exactly as given. */
async function rawGet(address: string, headers: Record<string, string> = {}) {
  const { hostname, port } = new URL(instance.url)
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    httpRequest({ hostname, port, path: address, headers }, resolve).on('error', reject).end()
  })
  if (response.headers['content-type']?.startsWith('text/event-stream')) response.destroy()
  const body = response.destroyed ? '' : await text(response)
  return { status: response.statusCode ?? 0, body, told: response.rawHeaders.join('\n') + body }
}
