// Whoever sends slowly, and whoever guesses, takes nothing from those who come meanwhile.
import { connect, type Socket } from 'node:net'
import { expect, test } from '@playwright/test'
import { attempts } from '@/db/schema/users'
import { type Instance, startInstance } from '../matrix/instance'
import { makePeople, PASSWORD, type People } from '../matrix/people'
import { makeWorld, type World } from '../matrix/world'
import { ask } from './ask'
import { LONG_FORM } from './long-form'

test.describe.configure({ mode: 'default', timeout: 300_000 })

let instance: Instance
let people: People
let world: World

test.beforeAll(async () => {
  test.setTimeout(240_000)
  instance = await startInstance()
  people = await makePeople(instance)
  world = await makeWorld(instance, people)
})

test.afterAll(async () => {
  await instance?.stop()
})

interface Slow {
  socket: Socket
  ended: Promise<void>
  told: () => string
}

/** A connection that says something and then a byte each second, for as long as it is let. */
function slowly(begin: string, drop = 'a'): Slow {
  const { hostname, port } = new URL(instance.url)
  const socket = connect(Number(port), hostname, () => socket.write(begin))
  let told = ''
  socket.on('data', (chunk) => {
    told += chunk.toString('latin1')
  })
  socket.on('error', () => undefined)
  const timer = setInterval(() => socket.writable && socket.write(drop), 1_000)
  const ended = new Promise<void>((resolve) => {
    socket.on('close', () => {
      clearInterval(timer)
      resolve()
    })
  })
  return { socket, ended, told: () => told }
}

const CROWD = LONG_FORM ? 1_500 : 300

test('slow heads, slow bodies and readers who do not read leave everybody else served, and slow heads are ended', async () => {
  const host = new URL(instance.url).host
  const heads = Array.from({ length: CROWD }, () => slowly(`GET / HTTP/1.1\r\nHost: ${host}\r\nX-Slow: `))
  const body = `POST /api/v1/albums HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${instance.url}\r\nCookie: ${people.other.cookie}\r\n`
  const bodies = Array.from({ length: 60 }, () =>
    slowly(`${body}Content-Type: application/json\r\nContent-Length: 100000\r\n\r\n{"title":"`),
  )
  const readers = Array.from({ length: 60 }, () => {
    const slow = slowly(`GET /gallery HTTP/1.1\r\nHost: ${host}\r\n\r\n`, '')
    slow.socket.pause()
    return slow
  })
  const statuses: number[] = []
  let all = false
  const served = (async () => {
    while (!all) {
      for (const [address, cookie] of [
        ['/', ''],
        ['/api/v1/photos', ''],
        ['/api/v1/me', people.owner.cookie],
        [`/api/v1/photos/${world.names.private}/renditions/thumb`, people.owner.cookie],
      ] as const)
        statuses.push((await ask(instance.url, address, { headers: { cookie } })).status)
    }
  })()
  await Promise.all(heads.map(({ ended }) => ended))
  all = true
  await served
  expect(statuses.length).toBeGreaterThan(40)
  expect([...new Set(statuses)]).toEqual([200])
  // Each was told so before it was ended.
  expect(heads.filter(({ told }) => !told().startsWith('HTTP/1.1 408')).length).toBe(0)
  for (const { socket } of [...bodies, ...readers]) socket.destroy()
  const { rows } = await instance.pool.query('select count(*)::int as made from albums where title = $1', [''])
  expect(rows[0].made).toBe(0)
})

/** One try to log in. @param kept cookies of the browser */
async function logIn(
  login: string,
  password: string,
  kept = '',
): Promise<{ status: number; retry: number; cookies: string }> {
  const asked = await fetch(`${instance.url}/api/auth/csrf`)
  const { csrfToken } = (await asked.json()) as { csrfToken: string }
  const cookie = [kept, ...asked.headers.getSetCookie().map((one) => one.split(';')[0])].filter(Boolean).join('; ')
  const headers = { cookie, origin: instance.url, 'content-type': 'application/x-www-form-urlencoded' }
  const body = new URLSearchParams({ csrfToken, login, password, json: 'true' })
  const reply = await fetch(`${instance.url}/api/auth/callback/credentials`, {
    method: 'POST',
    headers,
    body,
    redirect: 'manual',
  })
  await reply.arrayBuffer()
  const cookies = reply.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  return { status: reply.status, retry: Number(reply.headers.get('retry-after') ?? 0), cookies }
}

test('whoever guesses passwords is slowed down, finds none, and keeps nobody out', async () => {
  await instance.db.delete(attempts)
  const { owner, other } = people
  // A browser in which the owner was logged in before.
  const before = await logIn(owner.username, PASSWORD)
  expect(before.status).toBe(200)
  const guesses = Array.from({ length: LONG_FORM ? 400 : 120 }, (_, n) => `guess number ${n}`)
  const told: { status: number; retry: number }[] = []
  const lane = async () => {
    for (let guess = guesses.pop(); guess !== undefined; guess = guesses.pop())
      told.push(await logIn(owner.username, guess))
  }
  await Promise.all(Array.from({ length: 12 }, lane))
  const tried = told.filter(({ status }) => status === 401)
  const refused = told.filter(({ status }) => status === 429)
  expect(tried.length + refused.length).toBe(told.length)
  expect(tried.length).toBeLessThanOrEqual(10)
  expect(refused.every(({ retry }) => retry > 0)).toBe(true)
  expect((await logIn(owner.username, PASSWORD, before.cookies)).status, 'the browser that was there before').toBe(200)
  expect((await logIn(other.username, PASSWORD)).status, 'somebody else from the same address').toBe(200)
  expect((await ask(instance.url, '/api/v1/me', { headers: { cookie: owner.cookie } })).status).toBe(200)
  await instance.db.delete(attempts)
})

test('nobody who is not logged in searches without end, and is told when to come back', async () => {
  const statuses: number[] = []
  let last = { status: 0, retry: 0 }
  const lane = async () => {
    while (statuses.length < 1_300 && last.status !== 429) {
      const reply = await fetch(`${instance.url}/api/v1/search/suggest?q=${statuses.length}`)
      statuses.push(reply.status)
      await reply.arrayBuffer()
      if (reply.status === 429) last = { status: 429, retry: Number(reply.headers.get('retry-after')) }
    }
  }
  await Promise.all(Array.from({ length: 8 }, lane))
  expect(last.status).toBe(429)
  expect(last.retry).toBeGreaterThan(0)
  expect(last.retry).toBeLessThanOrEqual(300)
  expect(statuses.filter((status) => status === 200).length).toBeLessThanOrEqual(1_200)
  expect(statuses.filter((status) => status === 200).length).toBeGreaterThan(800)
  const page = await ask(instance.url, '/gallery?q=x')
  expect([page.status, page.headers['retry-after'] !== undefined]).toEqual([429, true])
  expect(page.body).toContain('Too many pages were asked for')
  const headers = { cookie: people.other.cookie }
  expect((await ask(instance.url, '/api/v1/photos', { headers })).status, 'whoever is logged in').toBe(200)
  expect((await ask(instance.url, '/gallery?q=x', { headers })).status).toBe(200)
})

test('pages of links that do not hold are counted', async () => {
  await instance.pool.query('delete from attempts')
  const statuses = new Set<number>()
  for (let page = 0; page < 310; page += 1)
    statuses.add((await ask(instance.url, `/${['reset', 'join', 'confirm'][page % 3]}/${'0'.repeat(22)}`)).status)
  expect([...statuses].sort()).toEqual([404, 429])
})

test('streams of events and zips are counted by whoever opens them', async () => {
  await instance.pool.query('delete from attempts')
  const headers = { cookie: people.owner.cookie }
  for (const address of ['/api/v1/events', `/api/v1/downloads/${world.names.download}`]) {
    const statuses = new Set<number>()
    for (let at = 0; at < 605; at += 1)
      statuses.add((await ask(instance.url, address, { method: 'HEAD', headers })).status)
    expect([...statuses].sort(), address).toEqual(address.endsWith('events') ? [200] : [200, 429])
  }
})
