import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { expect } from '@playwright/test'
import { attempts } from '@/db/schema/users'
import { answerToBytes } from '../attack/ask'
import { undocumented } from './api-document'
import { type AppRoute, appRoutes, METHODS } from './app-routes'
import { eachOf, groupsOf } from './at-once'
import { ACTORS, type ActorName, type MatrixCase, OWNERS, readMatrix } from './cells'
import type { Instance } from './instance'
import { leaksIn } from './leaks'
import { makePeople, type People } from './people'
import { filled, send, strangeNames } from './send'
import { dropLinks } from './share-links'
import { test } from './stage'
import { fingerprint, makeWorld, type World } from './world'

const routes = appRoutes(path.join(import.meta.dirname, '../../app'))
const matrix = readMatrix(path.join(import.meta.dirname, 'routes'))

test.describe.configure({ mode: 'parallel' })

let instance: Instance
let people: People
let world: World

test.beforeAll(({ stage }) => {
  ;({ instance, people, world } = stage)
})

const keyOf = (route: AppRoute, method: string) => `${method} ${route.path}`
/** Five links that do not hold are answered from one address. */
const triesLink = ({ route, body }: MatrixCase) =>
  /\/(password-resets|email-confirmations)\//.test(route) || JSON.stringify(body ?? {}).includes('"invitation"')
const isWrite = (entry: MatrixCase) => !entry.route.startsWith('GET ')

test('every route and page stands in the matrix, and nothing else', () => {
  const existing = routes.flatMap((route) => route.methods.map((method) => keyOf(route, method))).sort()
  const listed = [...new Set(matrix.map((entry) => entry.route))].sort()
  expect(
    existing.filter((route) => !listed.includes(route)),
    'not in e2e/matrix/routes',
  ).toEqual([])
  expect(
    listed.filter((route) => !existing.includes(route)),
    'in the matrix only',
  ).toEqual([])
})

for (const entry of matrix) {
  test(`${entry.route}: ${entry.about}`, async () => {
    for (const owner of OWNERS) await test.step(owner, () => checkCells(entry, [owner]))
    await test.step('all others', () =>
      checkCells(
        entry,
        ACTORS.filter((actor) => !OWNERS.includes(actor)),
      ))
  })
}

/** Sends a case as several actors at once: none of them but the owner and the owner's writing token may change anything of the owner's. */
async function checkCells(entry: MatrixCase, actors: readonly ActorName[]): Promise<void> {
  // Where all are refused nothing may change, so nothing is made for them.
  const changes = actors.some((actor) => entry.expect[actor] < 400)
  const who = entry.fresh && changes ? await makePeople(instance) : people
  const where = (isWrite(entry) || entry.fresh) && changes ? await makeWorld(instance, who) : world
  await instance.db.delete(attempts)
  const before = await fingerprint(instance, who.owner.id)
  // Whoever comes by a link is counted by address, and four originals at once are the most of one.
  for (const some of groupsOf(actors, 4)) {
    if (triesLink(entry)) await instance.db.delete(attempts)
    await Promise.all(some.map((actor) => checkCell(entry, actor, who, where)))
  }
  if (!actors.some((actor) => OWNERS.includes(actor)))
    expect(await fingerprint(instance, who.owner.id), 'what the owner has').toBe(before)
  // One owner has all worlds, and an account may have so many links only.
  if (where !== world) await dropLinks(instance, where)
}

async function checkCell(entry: MatrixCase, actor: ActorName, who: People, where: World): Promise<void> {
  const sending = { instance, entry, people: who, actor }
  const reply = await send({ ...sending, names: where.names })
  expect(reply.status, `${actor}: ${reply.body.slice(0, 400)}`).toBe(entry.expect[actor])
  expect(leaksIn(reply, entry, where, actor), `told to ${actor}`).toEqual([])
  expect(await undocumented(instance, entry, reply), `what the document does not say, ${actor}`).toEqual([])
  if (![401, 404].includes(reply.status) || !/\{\w+\}/.test(entry.send + JSON.stringify(entry.body ?? ''))) return
  const strange = await send({ ...sending, names: strangeNames(where) })
  expect(strange.normal, `${actor}: the answer for an id that never existed`).toBe(reply.normal)
}

test('the owner does get what is hidden from the others', async () => {
  const entry = matrix.find(
    ({ route, about }) => route === 'GET /api/v1/photos/[id]' && about === 'private',
  ) as MatrixCase
  const reply = await send({ instance, entry, names: world.names, people, actor: 'owner' })
  const told = leaksIn(reply, entry, world, 'other')
  for (const secret of ['MARK-', '12.3456', '98.7654']) expect(told).toContain(secret)
  expect(told.length).toBeGreaterThanOrEqual(5)
})

test('methods a route does not list are answered with 405 and Allow', async () => {
  for (const route of routes.filter(({ page }) => !page)) {
    for (const method of METHODS.filter((name) => !route.methods.includes(name))) {
      const url = route.path.replace('[kind]', 'thumb').replace(/\[[^\]]+\]/g, world.names.private ?? '')
      const response = await fetch(instance.url + url, { method, headers: { origin: instance.url } })
      expect(response.status, `${method} ${route.path}`).toBe(405)
      expect(response.headers.get('allow')?.split(', '), `${method} ${route.path}`).toEqual(
        expect.arrayContaining(route.methods),
      )
      const type = route.path.startsWith('/api') ? 'application/problem+json' : 'text/plain; charset=utf-8'
      expect(response.headers.get('content-type')).toBe(type)
    }
  }
})

test('a bearer that is not known is 401 on every route of the API, whatever else comes with it', async () => {
  const ofApi = matrix.filter(({ route }) => / \/api\/v1\//.test(route))
  await eachOf(ofApi, async (entry) => {
    const headers = { authorization: `Bearer alb_${'x'.repeat(36)}` }
    const reply = await send({ instance, entry, names: world.names, people, actor: 'owner', headers })
    expect(reply.status, `${entry.route}: ${entry.about}`).toBe(401)
    expect(reply.headers.get('www-authenticate')).toMatch(/^Bearer/)
  })
})

test('a write with a cookie from another site is refused and changes nothing', async () => {
  const before = await fingerprint(instance, people.owner.id)
  const writes = matrix.filter((entry) => isWrite(entry) && !entry.secret && / \/api\/v1\//.test(entry.route))
  await eachOf(writes, async (entry) => {
    for (const foreign of [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }]) {
      const sending = { instance, entry, names: world.names, people, actor: 'owner' as const, headers: foreign }
      expect((await send(sending)).status, `${entry.route}: ${entry.about}`).toBe(403)
    }
  })
  expect(await fingerprint(instance, people.owner.id)).toBe(before)
})

test('what may come without a body may come without a word about its length', async () => {
  const { host } = new URL(instance.url)
  const id = randomUUID()
  for (const line of [
    `DELETE /api/v1/admin/users/${id}`,
    `POST /api/v1/sources/${id}/scan`,
    `POST /api/v1/albums/${id}/links`,
  ]) {
    const headers = [`Host: ${host}`, `Cookie: ${people.admin.cookie}`, `Origin: ${instance.url}`, 'Connection: close']
    const answer = await answerToBytes(instance.url, `${line} HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n`)
    expect(answer.slice(0, 12), line).toBe('HTTP/1.1 404')
  }
})

test('a cookie that is no session any more is removed from the browser', async () => {
  for (const actor of ['disabled', 'ended'] as const) {
    const response = await fetch(`${instance.url}/api/v1/photos`, { headers: { cookie: people[actor].cookie } })
    expect(response.status).toBe(200)
    expect(response.headers.getSetCookie().join()).toMatch(/next-auth\.session-token=;.*Max-Age=0/)
  }
})

test('every case names its placeholders', () => {
  for (const entry of matrix) expect(() => filled(entry, world.names)).not.toThrow()
})
