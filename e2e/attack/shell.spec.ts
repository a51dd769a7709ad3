// What stands around every answer where people come by https: an instance of its own whose APP_URL is one.
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { appRoutes } from '../matrix/app-routes'
import { eachOf } from '../matrix/at-once'
import type { Instance } from '../matrix/instance'
import { ownWorld } from '../matrix/own-world'
import { PASSWORD, type People } from '../matrix/people'
import type { World } from '../matrix/world'
import { type Answer, answerToBytes, ask } from './ask'

const HOST = 'photos.example.org'
const ORIGIN = `https://${HOST}`

test.describe.configure({ mode: 'default', timeout: 300_000 })

let instance: Instance
let people: People
let world: World

ownWorld({ APP_URL: ORIGIN }, (stage) => {
  ;({ instance, people, world } = stage)
})

/** What an answer lacks of what every answer has. */
function faultsOf({ status, headers }: Pick<Answer, 'status' | 'headers'>): string[] {
  const policy = String(headers['content-security-policy'] ?? '')
  const scripts = /script-src ([^;]*)/.exec(policy)?.[1] ?? /default-src ([^;]*)/.exec(policy)?.[1] ?? 'none given'
  const wanted: Record<string, boolean> = {
    nosniff: headers['x-content-type-options'] === 'nosniff',
    'a referrer policy': /^(same-origin|no-referrer)$/.test(String(headers['referrer-policy'])),
    'an opener policy': headers['cross-origin-opener-policy'] === 'same-origin',
    'a resource policy': headers['cross-origin-resource-policy'] === 'same-origin',
    'a permissions policy': /camera=\(\).*geolocation=\(\)/.test(String(headers['permissions-policy'])),
    'two years of https': /max-age=63072000; includeSubDomains/.test(String(headers['strict-transport-security'])),
    'a policy': /frame-ancestors 'none'|sandbox/.test(policy) && /default-src 'none'/.test(policy),
    'scripts by nonce': !/unsafe-inline|unsafe-eval|https?:|\*|data:|none given/.test(scripts),
    'no word of its maker': headers['x-powered-by'] === undefined && headers.server === undefined,
    'no fault of ours': status < 500 && status > 0,
  }
  return Object.keys(wanted).filter((what) => !wanted[what])
}

async function expectShell(name: string, answer: Pick<Answer, 'status' | 'headers'>): Promise<void> {
  expect(faultsOf(answer), `${name}: ${answer.status} lacks`).toEqual([])
}

const asOwner = () => ({
  host: HOST,
  origin: ORIGIN,
  cookie: `__Host-${people.owner.cookie}`,
})

/** Every address of the app, for what there is and for what never was. */
function addresses(): string[] {
  const ids = [world.names.private, randomUUID()]
  return appRoutes(path.join(import.meta.dirname, '../../app')).flatMap(({ path: pattern }) => {
    const some = /\[/.test(pattern) ? ids : ids.slice(0, 1)
    return some.map((id = '') =>
      pattern
        .replace('[kind]', 'thumb')
        .replace('[file]', 'maplibre-gl-worker.mjs')
        .replace(/\/\[\[[^\]]+\]\]/, '/x')
        .replace(/\[[^\]]+\]/g, id),
    )
  })
}

test('every answer of every address has all headers, whoever asks', async () => {
  await eachOf(addresses(), async (address) => {
    await expectShell(`GET ${address}`, await ask(instance.url, address, { headers: asOwner() }))
    for (const method of ['GET', 'POST', 'DELETE', 'OPTIONS'])
      await expectShell(`${method} ${address}`, await ask(instance.url, address, { method, headers: { host: HOST } }))
  })
})

test('so have files, redirects, refusals and what is no request at all', async () => {
  const page = await ask(instance.url, '/login', { headers: { host: HOST } })
  const files = [...new Set(page.body.match(/\/_next\/static\/[\w./~-]+/g))]
  expect(files.length).toBeGreaterThan(2)
  for (const address of [
    ...files,
    '/icon.svg',
    '/no-such-page',
    '/_next/static/nothing.js',
    '/_next/image?url=%2Ficon.svg&w=640&q=75',
    '/_next/data/x/y.json',
    '/api/v1/no-such-route',
    '/gallery/',
    '//gallery',
    '/photos/%ff',
    '/api/v1/photos/%ff',
    '/api/v1/photos?limit=x',
    `/?q=${'x'.repeat(9_000)}`,
  ])
    await expectShell(address, await ask(instance.url, address, { headers: { host: HOST } }))
  await expectShell('another host', await ask(instance.url, '/', { headers: { host: 'evil.example' } }))
  await expectShell('a health check', await ask(instance.url, '/livez', { headers: { host: 'evil.example' } }))
  await expectShell('TRACE', await ask(instance.url, '/', { method: 'TRACE', headers: { host: HOST } }))
  const many = Object.fromEntries(Array.from({ length: 120 }, (_, n) => [`x-${n}`, 'x']))
  await expectShell('many headers', await ask(instance.url, '/', { headers: { host: HOST, ...many } }))
  for (const bytes of ['garbage\r\n\r\n', `GET / HTTP/1.1\r\nHost: ${HOST}\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`]) {
    const [head = ''] = (await answerToBytes(instance.url, bytes)).split('\r\n\r\n')
    const [line = '', ...lines] = head.split('\r\n')
    const pairs = lines.map((one) => one.split(/: (.*)/s)).map(([name = '', value = '']) => [name.toLowerCase(), value])
    await expectShell(bytes.slice(0, 20), { status: Number(line.split(' ')[1]), headers: Object.fromEntries(pairs) })
  }
})

test('originals and renditions are files that nothing runs in', async () => {
  for (const [address, disposition] of [
    [`/api/v1/photos/${world.names.private}/original`, /^attachment;/],
    [`/api/v1/photos/${world.names.private}/renditions/preview`, /^(inline|attachment|undefined)/],
  ] as const) {
    const { status, headers } = await ask(instance.url, address, { headers: asOwner() })
    expect(status, address).toBe(200)
    expect(headers['content-security-policy'], address).toMatch(/default-src 'none'.*sandbox/)
    expect(String(headers['content-disposition']), address).toMatch(disposition)
  }
})

test('cookies of a log-in are bound to this host, and log-out empties what the browser kept', async () => {
  const jar = new Map<string, string>()
  const seen: string[] = []
  const go = async (address: string, fields?: Record<string, string>) => {
    const cookie = [...jar].map((pair) => pair.join('=')).join('; ')
    const form = {
      'content-type': 'application/x-www-form-urlencoded',
      origin: ORIGIN,
      'sec-fetch-site': 'same-origin',
    }
    const answer = await ask(instance.url, address, {
      headers: { host: HOST, cookie, ...(fields ? form : {}) },
      ...(fields ? { method: 'POST', body: String(new URLSearchParams(fields)) } : {}),
    })
    for (const set of answer.headers['set-cookie'] ?? []) {
      seen.push(set)
      const [name = '', value = ''] = set.split(';')[0]?.split(/=(.*)/s) ?? []
      jar.set(name, value)
    }
    return answer
  }
  const csrf = async () => String(JSON.parse((await go('/api/auth/csrf')).body).csrfToken)
  const { username: login } = people.other
  const made = await go('/api/auth/callback/credentials', {
    csrfToken: await csrf(),
    login,
    password: PASSWORD,
    json: 'true',
  })
  expect(made.status).toBe(200)
  expect((await go('/api/v1/me')).status).toBe(200)
  const out = await go('/api/auth/signout', { csrfToken: await csrf(), json: 'true' })
  expect(out.headers['clear-site-data']).toBe('"cache", "storage"')
  expect((await go('/api/v1/me')).status).toBe(401)
  expect(seen.join('\n')).toContain('session-token')
  for (const set of seen) {
    expect(set).toMatch(/^__Host-/)
    expect(set).toMatch(/; Path=\/(;|$)/)
    for (const attribute of ['Secure', 'HttpOnly', 'SameSite=Lax'])
      expect(set).toMatch(new RegExp(`; ${attribute}`, 'i'))
    expect(set).not.toMatch(/Domain=/i)
  }
})

test('a write that names another site is refused, whichever header names it', async () => {
  const others: Record<string, string>[] = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: `https://${HOST}.evil.example` },
    { origin: ORIGIN, 'sec-fetch-site': 'cross-site' },
    { origin: ORIGIN, 'sec-fetch-site': 'same-site' },
    { origin: '' },
  ]
  for (const foreign of others) {
    const { cookie } = asOwner()
    for (const body of [
      { method: 'PATCH', body: '{"name":"x"}' },
      { method: 'PATCH', body: '' },
    ]) {
      const headers = { host: HOST, cookie, 'content-type': 'application/json', ...foreign }
      const { status } = await ask(instance.url, '/api/v1/me', { ...body, headers })
      expect(status, JSON.stringify(foreign)).toBe(403)
    }
  }
  const cookieAlone = { host: HOST, cookie: asOwner().cookie, 'content-type': 'application/json' }
  expect((await ask(instance.url, '/api/v1/me', { method: 'PATCH', body: '{}', headers: cookieAlone })).status).toBe(
    403,
  )
})
