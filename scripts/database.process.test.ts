import type { ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { migrateDatabase } from '../db/migrate'
import { freePort } from './ports'
import { startPostgres } from './postgres'
import { startOldPostgres } from './testing/old-postgres'
import { startScript, until } from './testing/own-process'

const folders: string[] = []
const children: ChildProcess[] = []

async function folder(): Promise<string> {
  const made = await mkdtemp(path.join(tmpdir(), 'albumen-database-'))
  folders.push(made)
  return made
}

const start = (script: string, variables: Record<string, string>) => {
  const started = startScript(script, variables)
  children.push(started.child)
  return started
}

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})
afterAll(() => Promise.all(folders.map((one) => rm(one, { recursive: true, force: true }))))

describe('a worker', () => {
  it('waits for a database that is not there yet, and goes on after it was away', async () => {
    const port = await freePort()
    const home = await folder()
    const first = await startPostgres(path.join(home, 'postgres'))
    await migrateDatabase(first.url)
    const url = new URL(first.url)
    await first.stop()
    url.port = String(port)
    const worker = start('worker.ts', { DATABASE_URL: url.href, STORAGE_URL: `file://${path.join(home, 'objects')}` })
    await until('it waits', () => worker.output().includes('"database.waiting"'))
    const ready = () => worker.output().split('"worker.ready"').length - 1
    const second = await startPostgres(path.join(home, 'postgres'), port)
    await until('it is ready', () => ready() === 1)
    await second.stop()
    await until('it notices', () => worker.output().includes('"worker.lost"'))
    const third = await startPostgres(path.join(home, 'postgres'), port)
    await until('it is ready again', () => ready() === 2)
    expect(worker.child.exitCode).toBeNull()
    worker.child.kill('SIGTERM')
    expect(await worker.exited).toBe(0)
    await third.stop()
  })
})

describe('a server that takes the connection and says nothing, as a very busy one', () => {
  it.each(['web.ts', 'worker.ts'])('is waited for by %s', async (script) => {
    const silent = createServer(() => undefined)
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const { port } = silent.address() as AddressInfo
    const home = await folder()
    const started = start(script, {
      DATABASE_URL: `postgres://app:app@127.0.0.1:${port}/app`,
      STORAGE_URL: `file://${path.join(home, 'objects')}`,
      PORT: String(await freePort()),
    })
    await until('it waits', () => started.output().includes('"database.waiting"') || started.child.exitCode !== null)
    expect(started.output()).toContain('"database.waiting"')
    expect(started.child.exitCode).toBeNull()
    silent.close()
  })
})

describe('a PostgreSQL that is too old', () => {
  const sentence = /^(migrations: )?The database is PostgreSQL 15\.18; Albumen needs PostgreSQL 18 or newer/m

  it.each(['web.ts', 'worker.ts', 'migrate.ts', 'start.mjs'])('is one sentence from %s', async (script) => {
    const { url, server } = await startOldPostgres('150018', '15.18 (Debian 15.18-0+deb12u1)')
    const home = await folder()
    const variables = { DATABASE_URL: url, DATA_DIR: home, STORAGE_URL: `file://${path.join(home, 'objects')}` }
    const started = start(script, variables)
    expect(await started.exited).toBe(1)
    server.close()
    expect(started.output()).toMatch(sentence)
    expect(started.output()).not.toMatch(/^\s+at /m)
  })
})

describe('a web process by itself', () => {
  it('is not ready without a secret, with a store that cannot be written, and says what is missing', async () => {
    const home = await folder()
    const postgres = await startPostgres(path.join(home, 'postgres'))
    await migrateDatabase(postgres.url)
    const port = await freePort()
    const variables = { DATABASE_URL: postgres.url, PORT: String(port), STORAGE_URL: 'file:///proc/albumen' }
    const web = start('web.ts', { ...variables, AUTH_SECRET: '' })
    const ask = async () => {
      const reply = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined)
      return reply && { status: reply.status, ...((await reply.json()) as object) }
    }
    await until('it answers', async () => (await ask()) !== undefined)
    expect(await ask()).toEqual({ status: 'unavailable', missing: ['store', 'secret'] })
    web.child.kill('SIGTERM')
    await web.exited
    await postgres.stop()
  })

  it('says to whoever is logged in that it is away while its database is, and keeps them logged in', async () => {
    const home = await folder()
    const port = await freePort()
    const first = await startPostgres(path.join(home, 'postgres'), port)
    await migrateDatabase(first.url)
    const at = await freePort()
    const origin = `http://127.0.0.1:${at}`
    const variables = { DATABASE_URL: first.url, PORT: String(at), APP_URL: origin, AUTH_SECRET: 'x'.repeat(40) }
    const web = start('web.ts', { ...variables, STORAGE_URL: `file://${path.join(home, 'objects')}` })
    await until('it answers', () =>
      fetch(`${origin}/livez`).then(
        ({ ok }) => ok,
        () => false,
      ),
    )
    const cookie = await logIn(origin)
    const session = () => fetch(`${origin}/api/auth/session`, { headers: { cookie } })
    expect(await (await session()).json()).toMatchObject({ user: { username: 'anna' } })
    for (const list of ['photos', 'albums', 'timeline?x=', 'sources']) {
      const damaged = `${list}${list.includes('?') ? '&' : '?'}cursor=damaged`
      expect((await fetch(`${origin}/api/v1/${damaged}`, { headers: { cookie } })).status, list).toBe(400)
    }
    await first.stop()
    const away = await session()
    expect([away.status, away.headers.get('content-type')]).toEqual([503, 'application/problem+json'])
    expect(away.headers.getSetCookie()).toEqual([])
    expect(await away.json()).toMatchObject({ code: 'unavailable' })
    const second = await startPostgres(path.join(home, 'postgres'), port)
    expect(await (await session()).json()).toMatchObject({ user: { username: 'anna' } })
    web.child.kill('SIGTERM')
    await web.exited
    await second.stop()
  })
})

/** Makes an account and logs in. @returns the cookies */
async function logIn(origin: string): Promise<string> {
  const account = { email: 'anna@example.org', username: 'anna', password: 'long enough to remember' }
  const json = { origin, 'content-type': 'application/json' }
  const made = await fetch(`${origin}/api/v1/users`, { method: 'POST', headers: json, body: JSON.stringify(account) })
  expect(made.status, await made.text()).toBe(201)
  const jar = (reply: Response) => reply.headers.getSetCookie().map((one) => one.split(';')[0])
  const csrf = await fetch(`${origin}/api/auth/csrf`)
  const { csrfToken } = (await csrf.json()) as { csrfToken: string }
  const form = new URLSearchParams({ csrfToken, login: 'anna', password: account.password, json: 'true' })
  const headers = { origin, cookie: jar(csrf).join('; ') }
  const reply = await fetch(`${origin}/api/auth/callback/credentials`, { method: 'POST', headers, body: form })
  expect(reply.status, await reply.text()).toBe(200)
  return [...jar(csrf), ...jar(reply)].join('; ')
}
