import { readFileSync } from 'node:fs'
import { request as open } from 'node:http'
import path from 'node:path'
import { expect } from '@playwright/test'
import { appRoutes, METHODS } from './app-routes'
import { groupsOf } from './at-once'
import type { Instance } from './instance'
import { test } from './stage'

/** What is sent to every address, whatever it takes. */
const MEGABYTES = 64
const ALLOWED_GROWTH = 16
const CHUNK = Buffer.alloc(64 * 1024, 'a')

/** Every header that changes how a body is read. */
const READINGS: Record<string, Record<string, string>> = {
  json: { 'content-type': 'application/json' },
  'json with a key': { 'content-type': 'application/json', 'idempotency-key': 'k1' },
  'json in another spelling, with a key': {
    'content-type': 'Application/JSON; charset=utf-8',
    'idempotency-key': 'k2',
  },
  form: { 'content-type': 'application/x-www-form-urlencoded' },
  multipart: { 'content-type': 'multipart/form-data; boundary=x', 'idempotency-key': 'k3' },
  'text, packed': { 'content-type': 'text/plain', 'content-encoding': 'gzip' },
  'a continued one': { 'content-type': 'application/json', expect: '100-continue' },
  'an action': { 'content-type': 'text/plain;charset=UTF-8', 'next-action': 'x', 'x-forwarded-proto': 'https' },
}

test.describe.configure({ mode: 'default', timeout: 600_000 })

const addresses = [
  ...appRoutes(path.join(import.meta.dirname, '../../app')).map(({ path: url }) => url),
  '/api/v1/no-such-route',
  '/no-such-page',
  '/_next/static/nothing.js',
  '/api/auth/callback/credentials',
  '/api/auth/signin/credentials',
  '/api/auth/signout',
  '/api/auth/session',
]

/** The web process of an instance: the one below us that runs scripts/web.ts. */
function webProcess(instance: Instance): number {
  const { children } = JSON.parse(readFileSync(path.join(instance.dataDir, 'running.json'), 'utf8'))
  return children.web.pid
}

function residentMegabytes(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
}

/** Sends without end until the reply is there or all is sent; what the server does not take is not sent. */
function flood(url: string, method: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve) => {
    const request = open(url, { method, headers: { ...headers, 'transfer-encoding': 'chunked' } })
    let left = (MEGABYTES * 1024 * 1024) / CHUNK.length
    const done = (status: number) => {
      left = 0
      request.destroy()
      resolve(status)
    }
    request.on('response', (reply) => {
      reply.resume()
      // Events never end.
      if (reply.headers['content-type']?.startsWith('text/event-stream')) done(reply.statusCode ?? 0)
      reply.on('end', () => setTimeout(done, 50, reply.statusCode ?? 0))
    })
    request.on('error', () => done(0))
    request.setTimeout(60_000, () => done(-1))
    const more = () => {
      while (left > 0) {
        left -= 1
        if (!request.write(CHUNK)) return request.once('drain', more)
      }
      return request.end()
    }
    more()
  })
}

/** One reading is tried in full: every method, by somebody and by nobody. */
const inFull = (reading: string) => reading === 'json with a key'

interface Flood {
  name: string
  /** @returns the status, 0 where the connection broke, -1 where nothing came */
  send: () => Promise<number>
}

/** How far the process grows while requests are sent at once, and what it answers. */
async function measured(pid: number, floods: Flood[]): Promise<{ statuses: number[]; grown: number }> {
  const before = residentMegabytes(pid)
  let peak = before
  const watch = setInterval(() => {
    peak = Math.max(peak, residentMegabytes(pid))
  }, 10)
  const statuses = await Promise.all(floods.map(({ send }) => send()))
  clearInterval(watch)
  return { statuses, grown: Math.max(peak, residentMegabytes(pid)) - before }
}

/** Code that is loaded and garbage that is not yet collected are no growth: those do not come again. */
async function leastGrowth(pid: number, one: Flood): Promise<number> {
  let least = Number.POSITIVE_INFINITY
  for (let turn = 0; turn < 4 && least >= ALLOWED_GROWTH; turn += 1)
    least = Math.min(least, (await measured(pid, [one])).grown)
  return least
}

for (const [reading, headers] of Object.entries(READINGS)) {
  test(`${MEGABYTES} MB in pieces to every address: ${reading}`, async ({ stage: { instance, people, world } }) => {
    const pid = webProcess(instance)
    const wrong: string[] = []
    const methods = inFull(reading) ? [...METHODS, 'OPTIONS', 'HEAD'] : ['POST', 'PUT']
    const cookies = inFull(reading) ? ['', people.owner.cookie] : [people.owner.cookie]
    const requests = addresses.flatMap((address) => {
      const url = instance.url + address.replace('[kind]', 'thumb').replace(/\[[^\]]+\]/g, world.names.private ?? '')
      return methods.flatMap((method) =>
        cookies.map((cookie) => {
          const sent = { ...headers, origin: instance.url, ...(cookie ? { cookie } : {}) }
          return { name: `${method} ${address}`, send: () => flood(url, method, sent) }
        }),
      )
    })
    for (const group of groupsOf(requests)) {
      const { statuses, grown } = await measured(pid, group)
      for (const [at, status] of statuses.entries())
        if (status >= 500 || status === -1) wrong.push(`${group[at]?.name}: ${status}`)
      // What all together stays below, each of them does.
      if (grown < ALLOWED_GROWTH) continue
      for (const one of group) {
        const least = await leastGrowth(pid, one)
        if (least >= ALLOWED_GROWTH) wrong.push(`${one.name}: grew by ${least.toFixed(0)} MB`)
      }
    }
    expect(wrong).toEqual([])
  })
}

const MALFORMED: [string, string, number][] = [
  ['application/json', '{"login":', 400],
  ['application/json', '[1]', 400],
  ['application/json', 'null', 400],
  ['application/json', '{"login":{"$ne":1}}', 400],
  ['application/json', '"aaaaaaaaaa', 400],
  ['application/json', '', 400],
  ['application/x-www-form-urlencoded', '\xff\xfe%', 400],
  ['text/plain', 'login=x', 415],
]

for (const [type, body, status] of MALFORMED) {
  test(`a malformed body is ${status} with a sentence, at log-in and at every write: ${type} ${JSON.stringify(body)}`, async ({
    stage: { instance, people },
  }) => {
    const payload = new Uint8Array(Buffer.from(body, 'latin1'))
    for (const action of ['callback/credentials', 'signin/credentials', 'signout', 'session']) {
      const headers = { 'content-type': type, origin: instance.url }
      const reply = await fetch(`${instance.url}/api/auth/${action}`, {
        method: 'POST',
        headers,
        body: payload,
        redirect: 'manual',
      })
      expect(reply.status, `${action}: ${await reply.clone().text()}`).toBe(status)
      expect((await reply.json()).detail).toMatch(/^[A-Z].*\.$|: /)
    }
    if (type !== 'application/json') return
    for (const [method, path] of [
      ['POST', '/albums'],
      ['PATCH', '/me'],
      ['POST', '/downloads'],
      ['PATCH', '/photos'],
      ['POST', '/uploads'],
    ]) {
      const headers = {
        'content-type': type,
        origin: instance.url,
        cookie: people.owner.cookie,
        'idempotency-key': 'm',
      }
      const reply = await fetch(`${instance.url}/api/v1${path}`, { method: method as string, headers, body: payload })
      expect(reply.status, `${method} ${path}`).toBe(400)
    }
  })
}

test('an answer does not grow with the mistakes of a request', async ({ stage: { instance, people } }) => {
  const headers = { 'content-type': 'application/json', origin: instance.url, cookie: people.owner.cookie }
  const many = (count: number) => Array.from({ length: count }, (_, n) => `wrong-${n}`)
  for (const [path, body] of [
    ['/api/v1/downloads', { select: { ids: many(25_000) } }],
    ['/api/v1/albums', Object.fromEntries(many(40_000).map((key) => [key, 1]))],
    ['/api/v1/albums', { title: 'x', filter: Object.fromEntries(many(30_000).map((key) => [key, 'x'])) }],
  ]) {
    const reply = await fetch(instance.url + path, { method: 'POST', headers, body: JSON.stringify(body) })
    expect(reply.status).toBe(400)
    expect((await reply.text()).length).toBeLessThan(20_000)
  }
})
