// Whoever sends slowly, and whoever guesses, takes nothing from those who come meanwhile.
import { connect, type Socket } from 'node:net'
import { expect, test } from '@playwright/test'
import { attempts } from '@/db/schema/users'
import type { Instance } from '../matrix/instance'
import { ownWorld } from '../matrix/own-world'
import { PASSWORD, type People } from '../matrix/people'
import type { World } from '../matrix/world'
import { ask } from './ask'
import { LONG_FORM } from './long-form'

test.describe.configure({ mode: 'default', timeout: 300_000 })

let instance: Instance
let people: People
let world: World

ownWorld({}, (stage) => {
  ;({ instance, people, world } = stage)
})

interface Slow {
  socket: Socket
  ended: Promise<void>
  told: () => string
}

/** A connection that says something and then a byte each second, for as long as it is let. */
function slowly(begin: string, drop = 'a'): Slow {
  const { hostname, port } = new URL(instance.url)
  let timer: NodeJS.Timeout | undefined
  const socket = connect(Number(port), hostname, () => {
    socket.write(begin)
    timer = setInterval(() => socket.writable && socket.write(drop), 1_000)
  })
  let told = ''
  socket.on('data', (chunk) => {
    told += chunk.toString('latin1')
  })
  socket.on('error', () => undefined)
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
  // Who still listened when it was ended was told why; a byte on its way meanwhile makes the rest unread.
  const told = heads.map(({ told }) => told().slice(0, 12))
  expect(told.filter((one) => one !== '' && one !== 'HTTP/1.1 408')).toEqual([])
  expect(told.filter((one) => one !== '').length).toBeGreaterThan(CROWD / 4)
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
})

/** Of all limits that are counted by now, so many are used up. */
async function usedUp(count: number): Promise<void> {
  await instance.pool.query('update attempts set count = $1', [count])
}

/** What is answered to the same question, asked one time after another. */
async function answers(times: number, address: string, method = 'GET', headers = {}): Promise<number[]> {
  const statuses: number[] = []
  while (statuses.length < times) statuses.push((await ask(instance.url, address, { method, headers })).status)
  return statuses
}

test('nobody who is not logged in searches without end, and is told when to come back', async () => {
  // More than a block of the shared count: it is written down by then.
  await answers(25, '/api/v1/search/suggest?q=x')
  await usedUp(1_160)
  const statuses = await answers(100, '/api/v1/search/suggest?q=x')
  const passed = statuses.indexOf(429)
  expect(passed).toBeGreaterThanOrEqual(40)
  expect(passed).toBeLessThan(60)
  expect([...new Set(statuses.slice(passed))]).toEqual([429])
  // Pages are another copy of the code, which may hold a block of its own.
  await answers(20, '/gallery?q=x')
  for (const address of ['/api/v1/photos', '/gallery?q=x', '/']) {
    const { status, headers } = await ask(instance.url, address)
    expect(status, address).toBe(429)
    expect(Number(headers['retry-after']), address).toBeGreaterThan(0)
    expect(Number(headers['retry-after']), address).toBeLessThanOrEqual(300)
  }
  expect((await ask(instance.url, '/gallery?q=x')).body).toContain('Too many pages were asked for')
  const headers = { cookie: people.other.cookie }
  for (const address of ['/api/v1/photos', '/gallery?q=x'])
    expect((await ask(instance.url, address, { headers })).status, 'whoever is logged in').toBe(200)
})

test('pages of links that do not hold are counted', async () => {
  await instance.db.delete(attempts)
  const token = '0'.repeat(22)
  expect(await answers(1, `/reset/${token}`)).toEqual([404])
  await usedUp(298)
  expect(await answers(2, `/join/${token}`)).toEqual([404, 404])
  for (const page of ['confirm', 'reset', 'join']) expect(await answers(1, `/${page}/${token}`), page).toEqual([429])
})

test('streams of events and zips are counted by whoever opens them', async () => {
  const headers = { cookie: people.owner.cookie }
  for (const [method, address] of [
    ['GET', '/api/v1/events'],
    ['HEAD', `/api/v1/downloads/${world.names.download}`],
  ] as const) {
    await instance.db.delete(attempts)
    expect(await answers(1, address, method, headers), address).toEqual([200])
    await usedUp(598)
    expect(await answers(4, address, method, headers), address).toEqual([200, 200, 429, 429])
  }
})
