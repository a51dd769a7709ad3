import { randomUUID } from 'node:crypto'
import { expect } from '@playwright/test'
import { and, eq, sql } from 'drizzle-orm'
import { shareLinks } from '@/db/schema/shares'
import { users } from '@/db/schema/users'
import type { MatrixCase } from './cells'
import type { Instance } from './instance'
import { makePeople, type People } from './people'
import { filled, send } from './send'
import { LINK_PASSWORD } from './share-links'
import { test } from './stage'
import { makeWorld, type World } from './world'

test.describe.configure({ mode: 'default', timeout: 180_000 })

let instance: Instance
let people: People
let world: World

test.beforeAll(async ({ stage }) => {
  ;({ instance } = stage)
  people = await makePeople(instance)
  world = await makeWorld(instance, people)
  world.names.zip = randomUUID()
})

/** Every route below a link, as a visitor asks for it: the status where it opens. */
const ROUTES: [method: string, path: string, open: number, body?: object][] = [
  ['GET', '', 200],
  ['GET', '/photos', 200],
  ['GET', '/photos?limit=1', 200],
  ['GET', '/photos/{private}', 200],
  ['GET', '/photos/{private}/renditions/thumb', 200],
  ['GET', '/photos/{private}/renditions/preview', 200],
  ['GET', '/photos/{private}/original', 200],
  ['POST', '/downloads', 201, {}],
  ['POST', '/downloads', 201, { ids: ['{private}'] }],
  ['GET', '/downloads/{zip}', 200],
  ['GET', '/photos?picked=true', 200],
  ['GET', '/picks', 200],
  ['POST', '/guests', 201, { name: 'Oma' }],
  ['PUT', '/photos/{private}/pick', 200, { guest: 'Oma' }],
  ['DELETE', '/photos/{private}/pick', 204],
  ['POST', '/uploads', 201, { guest: 'Oma', files: [{ name: 'a.txt', bytes: 1, mediaType: 'text/plain' }] }],
]

interface Asked {
  token: string
  cookie?: string
  headers?: Record<string, string>
}

async function ask([method, path, , body]: (typeof ROUTES)[number], { token, cookie = '', headers = {} }: Asked) {
  const entry = { route: `${method} /`, about: path, send: `/api/v1/links/${token}${path}`, body } as MatrixCase
  const made = filled(entry, world.names)
  const sent: Record<string, string> = { cookie, ...headers }
  if (made.body !== undefined) Object.assign(sent, { 'content-type': 'application/json', origin: instance.url })
  const response = await fetch(instance.url + made.path, {
    method,
    headers: sent,
    body: made.body ?? null,
    redirect: 'manual',
  })
  const text = await response.text()
  const kept = [...response.headers].filter(([name]) => !/^(date|x-request-id|keep-alive|connection)$/.test(name))
  return {
    status: response.status,
    text: JSON.stringify([kept, text]).replace(/requestId[^,}]*/, ''),
    headers: response.headers,
  }
}

async function unlock(token: string, password: string) {
  const response = await fetch(`${instance.url}/api/v1/links/${token}/unlock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: instance.url },
    body: JSON.stringify({ password }),
  })
  await response.text()
  return { status: response.status, cookies: response.headers.getSetCookie(), headers: response.headers }
}

const statuses = async (asked: Asked) => Promise.all(ROUTES.map(async (route) => (await ask(route, asked)).status))
const OPEN = ROUTES.map(([, , status]) => status)
const LOCKED = ROUTES.map(([method, path]) => (method === 'GET' && path === '' ? 401 : 404))
const NOTHING = ROUTES.map(() => 404)
const change = (token: string, values: object) =>
  instance.db
    .update(shareLinks)
    .set(values)
    .where(eq(shareLinks.tokenHash, sql`encode(sha256(convert_to(${`link\n${token}`}, 'UTF8')), 'hex')`))

test('every route of a locked link asks for its own password, whatever else is known', async () => {
  const { lockedLink: token = '', visitorCookie, passerCookie, unknownLink = '' } = world.names
  const made = await ask(['POST', '/downloads', 201, {}], { token, cookie: visitorCookie ?? '' })
  world.names.zip = /downloads\/([0-9a-f-]{36})/.exec(made.text)?.[1] ?? ''
  const right = await unlock(token, LINK_PASSWORD)
  expect(right.status).toBe(204)
  const cookie = right.cookies.map((one) => one.split(';')[0]).join('; ')
  await test.step('open to who has unlocked it', async () => expect(await statuses({ token, cookie })).toEqual(OPEN))
  const closed: Record<string, string> = {
    nothing: '',
    'another link with the same password': passerCookie ?? '',
    'a session of its owner': people.owner.cookie,
    'a changed cookie': `${cookie.split('; ')[0]?.slice(0, -3)}AAA`,
    'an ended one': cookie.replace(/=\d{10}/g, '=1000000000'),
  }
  for (const [what, other] of Object.entries(closed)) {
    await test.step(what, async () => expect(await statuses({ token, cookie: other })).toEqual(LOCKED))
  }
  const locked = await ask(['GET', '', 401], { token })
  for (const told of ['MARK-', world.names.private ?? '', 'count', 'cover']) expect(locked.text).not.toContain(told)
  expect((await unlock(token, 'not the password')).status).toBe(401)
  await test.step('a password in the query opens nothing', async () => {
    expect((await ask(['GET', `/photos?password=${encodeURIComponent(LINK_PASSWORD)}`, 404], { token })).status).toBe(
      404,
    )
  })
  await test.step('expired', async () => {
    await change(token, { expiresAt: new Date(Date.now() - 1_000) })
    expect(await statuses({ token, cookie })).toEqual(NOTHING)
    expect((await unlock(token, LINK_PASSWORD)).status).toBe(404)
    await change(token, { expiresAt: null })
  })
  await test.step('another password', async () => {
    await change(token, { version: 2 })
    expect(await statuses({ token, cookie })).toEqual(LOCKED)
    await change(token, { version: 1 })
    expect(await statuses({ token, cookie })).toEqual(OPEN)
  })
  await test.step('its owner is disabled', async () => {
    const disable = (at: Date | null) =>
      instance.db.update(users).set({ disabledAt: at }).where(eq(users.id, people.owner.id))
    await disable(new Date())
    expect(await statuses({ token, cookie })).toEqual(NOTHING)
    await disable(null)
  })
  await test.step('revoked, in the same bytes as never made', async () => {
    const list = await fetch(`${instance.url}/api/v1/me/links?limit=100`, { headers: { cookie: people.owner.cookie } })
    const { items } = (await list.json()) as { items: { id: string; url: string }[] }
    const { id } = items.find(({ url }) => url.endsWith(token)) ?? { id: '' }
    const headers = { cookie: people.owner.cookie, origin: instance.url }
    const revoked = await fetch(`${instance.url}/api/v1/me/links/${id}`, { method: 'DELETE', headers })
    expect(revoked.status).toBe(204)
    for (const route of ROUTES) {
      const [gone, never] = [await ask(route, { token, cookie }), await ask(route, { token: unknownLink, cookie })]
      expect(gone.status).toBe(404)
      expect(gone.text).toBe(never.text)
    }
  })
})

test('what unlocks a link is bound to its addresses, and not for scripts', async () => {
  const token = (await makeWorld(instance, people)).names.lockedLink ?? ''
  const { cookies, headers } = await unlock(token, LINK_PASSWORD)
  expect(cookies.map((cookie) => /Path=([^;]*)/.exec(cookie)?.[1])).toEqual([`/s/${token}`, `/api/v1/links/${token}`])
  for (const cookie of cookies) expect(cookie).toMatch(/; HttpOnly; SameSite=Lax/)
  expect(headers.get('cache-control')).toBe('private, no-store')
})

test('the sixth wrong password in a quarter of an hour is one too many', async () => {
  const { lockedLink: token = '' } = (await makeWorld(instance, people)).names
  const wrong: number[] = []
  for (let n = 0; n < 6; n += 1) wrong.push((await unlock(token, `wrong ${n}`)).status)
  expect(wrong).toEqual([401, 401, 401, 401, 401, 429])
  const { lockedLink: other = '' } = (await makeWorld(instance, people)).names
  expect((await unlock(other, LINK_PASSWORD)).status).toBe(204)
})

test('a link mixes with no other authority', async () => {
  const { link: token = '', private: id } = world.names
  const route = ['GET', `/photos/${id}`, 200] as (typeof ROUTES)[number]
  const anonymous = await ask(route, { token })
  const owner = await ask(route, { token, cookie: people.owner.cookie })
  expect(owner.text).toBe(anonymous.text)
  for (const authorization of [`Bearer ${people.reader.token}`, 'Bearer nothing', 'Basic YTpi']) {
    const refused = await ask(route, { token, headers: { authorization } })
    expect(refused.status, authorization).toBe(401)
  }
  // Outside of its routes the link opens nothing.
  const entry = { route: 'GET /', about: '', send: `/api/v1/photos/${id}` } as MatrixCase
  const seen = await send({ instance, entry, names: world.names, people, actor: 'visitor' })
  expect(seen.status).toBe(404)
})

test('a zip works under its own link only', async () => {
  const { names } = await makeWorld(instance, people)
  const { givingLink: token = '', link: other = '', lockedLink: locked = '', visitorCookie: cookie = '' } = names
  const made = await ask(['POST', '/downloads', 201, {}], { token })
  const id = /downloads\/([0-9a-f-]{36})/.exec(made.text)?.[1] ?? ''
  expect((await ask(['GET', `/downloads/${id}`, 200], { token })).status).toBe(200)
  expect((await ask(['GET', `/downloads/${id}`, 404], { token: other })).status).toBe(404)
  expect((await ask(['GET', `/downloads/${id}`, 404], { token: locked, cookie })).status).toBe(404)
  for (const cookie of ['', people.owner.cookie]) {
    expect((await fetch(`${instance.url}/api/v1/downloads/${id}`, { headers: { cookie } })).status).toBe(404)
  }
  await change(token, { allowDownload: false })
  expect((await ask(['GET', `/downloads/${id}`, 404], { token })).status).toBe(404)
})

test('visits are counted once in a browser; neither HEAD, prefetching and robots nor the owner count', async () => {
  const { link: token = '', linkId = '' } = (await makeWorld(instance, people)).names
  const visits = async () =>
    (
      await instance.db
        .select()
        .from(shareLinks)
        .where(and(eq(shareLinks.id, linkId)))
    )[0]?.visits
  const look = (headers: Record<string, string>, method = 'GET') =>
    fetch(`${instance.url}/api/v1/links/${token}`, { method, headers })
  await look({}, 'HEAD')
  await look({ 'sec-purpose': 'prefetch' })
  await look({ 'user-agent': 'WhatsApp/2.23' })
  await look({ cookie: people.owner.cookie })
  expect(await visits()).toBe(0)
  const first = await look({})
  const cookie = first.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  await look({ cookie })
  expect(await visits()).toBe(1)
  await look({ cookie: people.other.cookie })
  expect(await visits()).toBe(2)
})

test('the log tells no token of a link, and no password', async () => {
  const { link: token = '', lockedLink: locked = '' } = (await makeWorld(instance, people)).names
  await Promise.all(ROUTES.map((route) => ask(route, { token })))
  await ask(['GET', '/photos?nothing=1', 400], { token })
  await ask(['GET', '/photos?cursor=nothing', 400], { token })
  await unlock(locked, 'log this word')
  const log = instance.output()
  expect(log).toContain('/links/{token}/photos')
  for (const secret of [token, locked, 'log this word']) expect(log).not.toContain(secret)
})
