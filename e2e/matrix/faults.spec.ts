import { rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { sql } from 'drizzle-orm'
import { appRoutes } from './app-routes'
import { eachOf } from './at-once'
import { ACTORS, readMatrix } from './cells'
import type { Instance } from './instance'
import { ownWorld } from './own-world'
import { PASSWORD, type People } from './people'
import { send } from './send'
import { jpeg, type World } from './world'

/** What is in the world (`MARK`, its coordinates) and what is sent here: none of it may stand in the log, whatever fails. */
const SECRETS = /MARK-|logmark|12\.34567|98\.76543|65\.43210|\$argon2|long enough to remember/i

const matrix = readMatrix(path.join(import.meta.dirname, 'routes'))
const pages = appRoutes(path.join(import.meta.dirname, '../../app')).filter(({ page }) => page)

test.describe.configure({ mode: 'default', timeout: 600_000 })

let instance: Instance
let people: People
let world: World

ownWorld({ LOG_LEVEL: 'debug' }, (stage) => {
  ;({ instance, people, world } = stage)
})

const HEADERS = {
  'user-agent': 'logmark agent',
  referer: 'http://logmark.example/logmark?logmark',
  'accept-language': 'logmark',
  'x-forwarded-for': 'logmark',
  'if-none-match': '"logmark"',
}

/** Every case of the matrix, every page, and what people type, by somebody and by nobody. */
async function sendEverything(): Promise<void> {
  const headers = { ...HEADERS, 'idempotency-key': `logmark${Math.random()}` }
  const cases = matrix.filter(({ route, fresh }) => !fresh && !route.includes('/events'))
  await eachOf(cases, async (entry) => {
    for (const actor of ACTORS.slice(0, 2)) {
      await send({ instance, entry, names: { ...world.names }, people, actor, headers }).catch(() => undefined)
    }
  })
  for (const cookie of ['', people.owner.cookie]) {
    const get = (url: string) => fetch(instance.url + url, { headers: { ...HEADERS, cookie }, redirect: 'manual' })
    for (const { path: page } of pages) {
      await get(`${page.replace(/\[[^\]]+\]/g, world.names.public ?? '')}?q=logmark&near=65.432109,12.345678,5`)
      await get(page.replace(/\[[^\]]+\]/g, 'logmark'))
    }
    for (const query of [
      'q=logmark',
      'near=65.432109,12.345678,5',
      'town=logmark&camera=logmark',
      'owner=logmark',
      'tag=logmark&q=logmark or -logmark',
    ]) {
      for (const list of ['photos', 'photos/facets', 'timeline', 'map', 'albums'])
        await get(`/api/v1/${list}?${query}&facets=town`)
    }
    await get('/api/v1/search/suggest?q=logmark')
    await get('/feed.json?owner=logmark')
    await write('POST', '/api/v1/users', cookie, {
      email: 'logmark@example.org',
      username: 'logmark',
      password: 'logmark-logmark',
    })
    await write('PATCH', '/api/v1/me', cookie, {
      email: 'logmark@example.org',
      name: 'logmark',
      currentPassword: PASSWORD,
    })
    await write('POST', '/api/v1/albums', cookie, { title: 'logmark', description: 'logmark\n    at logmark (/x:1:1)' })
    await write('PATCH', `/api/v1/photos/${world.names.private}`, cookie, { title: 'logmark', tags: ['logmark'] })
    await write('PATCH', '/api/v1/photos', cookie, { select: { filter: { q: 'logmark' } }, set: { title: 'logmark' } })
    await write('POST', '/api/v1/uploads', cookie, {
      visibility: 'private',
      files: [{ name: 'logmark.jpg', bytes: 10, mediaType: 'image/jpeg' }],
    })
    await upload(cookie)
    await logIn(cookie, JSON.stringify({ login: 'logmark@example.org', password: 'logmark' }), 'application/json')
    await logIn(cookie, '{"login":"logmark', 'application/json')
  }
}

async function write(method: string, url: string, cookie: string, body: unknown): Promise<void> {
  const headers = { ...HEADERS, cookie, origin: instance.url, 'content-type': 'application/json' }
  await (await fetch(instance.url + url, { method, headers, body: JSON.stringify(body) })).arrayBuffer()
}

async function upload(cookie: string): Promise<void> {
  const form = new FormData()
  form.set('visibility', 'private')
  form.set('title', 'logmark')
  form.set('file', new File([new Uint8Array(await jpeg())], 'logmark.jpg', { type: 'image/jpeg' }))
  const headers = { ...HEADERS, cookie, origin: instance.url }
  await (await fetch(`${instance.url}/api/v1/photos`, { method: 'POST', headers, body: form })).arrayBuffer()
}

async function logIn(cookie: string, body: string, type: string): Promise<void> {
  const csrf = await fetch(`${instance.url}/api/auth/csrf`, { headers: { cookie } })
  const { csrfToken } = csrf.ok ? ((await csrf.json()) as { csrfToken: string }) : { csrfToken: '' }
  const jar = [cookie, ...csrf.headers.getSetCookie().map((one) => one.split(';')[0])].filter(Boolean).join('; ')
  const text = body.endsWith('}') ? JSON.stringify({ ...JSON.parse(body), csrfToken }) : body
  const headers = { ...HEADERS, cookie: jar, origin: instance.url, 'content-type': type }
  await fetch(`${instance.url}/api/auth/callback/credentials`, {
    method: 'POST',
    headers,
    body: text,
    redirect: 'manual',
  })
}

/** What was written while `work` ran. */
async function logOf(work: () => Promise<void>): Promise<string[]> {
  const before = instance.output().length
  await work()
  return instance.output().slice(before).split('\n')
}

const failures = (log: string[]) => log.filter((line) => /"status":50\d|"event":"page.failed"/.test(line))

async function expectSilence(work: () => Promise<void>, failing: number): Promise<void> {
  const log = await logOf(work)
  expect(log.filter((line) => SECRETS.test(line)).map((line) => line.slice(0, 1500))).toEqual([])
  // Only events: nothing else writes to the log of a running Albumen.
  expect(log.filter((line) => line !== '' && !line.startsWith('{"time"'))).toEqual([])
  expect(failures(log).length).toBeGreaterThanOrEqual(failing)
}

const TABLES = ['photos', 'albums', 'album_photos', 'sources', 'downloads', 'attempts', 'idempotency_keys']

test('when nothing fails', () => expectSilence(sendEverything, 0))

test('when a row is refused, whose values the database quotes', async () => {
  const tables = ['users', ...TABLES]
  for (const name of tables) {
    await instance.db.execute(sql.raw(`alter table ${name} add constraint refuses check (false) not valid`))
  }
  await expectSilence(sendEverything, 10)
  for (const name of tables) await instance.db.execute(sql.raw(`alter table ${name} drop constraint refuses`))
})

test('when no query works', async () => {
  for (const name of TABLES) await instance.db.execute(sql.raw(`alter table ${name} rename to ${name}_away`))
  await expectSilence(sendEverything, 40)
  await instance.db.execute(sql.raw('alter table users rename to users_away'))
  await expectSilence(sendEverything, 40)
  for (const name of ['users', ...TABLES]) {
    await instance.db.execute(sql.raw(`alter table ${name}_away rename to ${name}`))
  }
})

test('when the store fails', async () => {
  const objects = path.join(instance.dataDir, 'objects')
  await rename(objects, `${objects}-away`)
  await writeFile(objects, 'no folder')
  await expectSilence(sendEverything, 3)
  await rm(objects)
  await rename(`${objects}-away`, objects)
})
