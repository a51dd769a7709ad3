import { type ChildProcess, spawn } from 'node:child_process'
import { chown, mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startPostgres } from './postgres'
import { makeClone, processesNaming } from './testing/clone'
import { freshEnvironment, startAlbumen } from './testing/start-albumen'

const NOBODY = 65534
const isRoot = process.getuid?.() === 0

let clone = ''
let parent = ''
const folder = () => mkdtemp(path.join(parent, 'data-'))

beforeAll(async () => {
  clone = await makeClone()
  parent = path.dirname(clone)
}, 120_000)

afterAll(async () => {
  for (const pid of await processesNaming(parent)) process.kill(pid, 'SIGKILL')
  await rm(parent, { recursive: true, force: true })
})

interface Running {
  pid: number
  children: Record<string, { pid: number }>
}

const running = async (dataDir: string): Promise<Running> =>
  JSON.parse(await readFile(path.join(dataDir, 'running.json'), 'utf8'))
const isReady = (url: string) =>
  fetch(`${url}/readyz`).then(
    (reply) => reply.status === 200,
    () => false,
  )

/** Waits until it is so. The limit is there to end a failing test, it is no measurement. */
async function until(what: string, ask: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 180_000; ; await sleep(100)) {
    if (await ask().catch(() => false)) return
    if (Date.now() > deadline) throw new Error(`not within three minutes: ${what}`)
  }
}

const allGone = (dataDir: string) =>
  until('all processes are gone', async () => (await processesNaming(dataDir)).length === 0)

/** Runs a start that is expected to end by itself. */
function startToEnd(
  variables: Record<string, string>,
  uid?: number,
): Promise<{ status: number | null; output: string }> {
  const child = spawn(process.execPath, [path.join(clone, 'scripts', 'start.mjs')], {
    env: freshEnvironment(variables),
    uid,
    gid: uid,
  })
  return outputOf(child)
}

function outputOf(child: ChildProcess): Promise<{ status: number | null; output: string }> {
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk))
  return new Promise((resolve) => child.once('close', (status) => resolve({ status, output })))
}

describe('npm start', () => {
  it('comes back after kill -9 of each process, of the supervisor and of all of them, with the same data', async () => {
    const dataDir = await folder()
    let albumen = await startAlbumen({ root: clone, dataDir })
    const secret = await readFile(path.join(dataDir, 'auth-secret'), 'utf8')
    expect((await stat(path.join(dataDir, 'auth-secret'))).mode & 0o777).toBe(0o600)
    for (const name of ['web', 'worker', 'postgres']) {
      const before = (await running(dataDir)).children[name]?.pid ?? 0
      process.kill(before, 'SIGKILL')
      await until(`${name} is new`, async () => (await running(dataDir)).children[name]?.pid !== before)
      await until('ready again', () => isReady(albumen.url))
    }

    albumen.process.kill('SIGKILL')
    albumen = await startAlbumen({ root: clone, dataDir })
    expect(await isReady(albumen.url)).toBe(true)

    albumen.process.kill('SIGKILL')
    for (const { pid } of Object.values((await running(dataDir)).children)) process.kill(pid, 'SIGKILL')
    albumen = await startAlbumen({ root: clone, dataDir })
    expect(await readFile(path.join(dataDir, 'auth-secret'), 'utf8')).toBe(secret)

    albumen.process.kill('SIGKILL')
    await allGone(dataDir)
  })

  it('refuses a second start on one data folder and says who has it', async () => {
    const dataDir = await folder()
    const albumen = await startAlbumen({ root: clone, dataDir })
    const second = await startToEnd({ DATA_DIR: dataDir })
    expect(second.status).toBe(1)
    expect(second.output).toContain(
      `Albumen already runs on ${dataDir} as process ${albumen.process.pid} at ${albumen.url}`,
    )
    expect(await isReady(albumen.url)).toBe(true)
    expect(await albumen.stop()).toBe(0)
  })

  it('finishes what is under way at SIGTERM and leaves no process', async () => {
    const dataDir = await folder()
    const albumen = await startAlbumen({ root: clone, dataDir })
    const { hostname, port } = new URL(albumen.url)
    const socket = connect(Number(port), hostname)
    let reply = ''
    socket.on('data', (chunk) => {
      reply += chunk
    })
    const closed = new Promise((resolve) => socket.once('close', resolve))
    const headers = `Host: ${hostname}:${port}\r\nOrigin: ${albumen.url}\r\nContent-Type: application/json\r\nContent-Length: 2`
    socket.write(`POST /api/v1/users HTTP/1.1\r\n${headers}\r\n\r\n`)
    await sleep(500)
    const stopped = albumen.stop()
    await until('the server takes no more connections', async () => !(await isReady(albumen.url)))
    socket.write('{}')
    await closed
    expect(reply).toMatch(/^HTTP\/1\.1 4\d\d /)
    expect(await stopped).toBe(0)
    expect(await processesNaming(dataDir)).toEqual([])
  })

  it('works through npm from another folder, and ends when npm is killed', async () => {
    const dataDir = await folder()
    const npm = spawn('npm', ['--prefix', clone, 'start'], {
      cwd: tmpdir(),
      env: freshEnvironment({ DATA_DIR: dataDir }),
    })
    let output = ''
    npm.stdout.on('data', (chunk) => {
      output += chunk
    })
    await until('ready', async () => output.includes('is ready'))
    expect(output).toContain('HOST=0.0.0.0 npm start')
    npm.kill('SIGKILL')
    await allGone(dataDir)
  })

  it.runIf(isRoot)('works as a user without rights in the project', async () => {
    const dataDir = await folder()
    await chown(dataDir, NOBODY, NOBODY)
    const albumen = await startAlbumen({ root: clone, dataDir, uid: NOBODY })
    for (const { pid } of Object.values((await running(dataDir)).children)) {
      expect((await stat(`/proc/${pid}`)).uid).toBe(NOBODY)
    }
    expect(await albumen.stop()).toBe(0)
    expect(await processesNaming(dataDir)).toEqual([])
  })

  it('embeds nothing when database and store are given, and survives that they go away', async () => {
    const folderOfPostgres = path.join(await folder(), 'postgres')
    const postgres = await startPostgres(folderOfPostgres)
    const dataDir = await folder()
    const store = await folder()
    const secrets = { AUTH_SECRET: 'x'.repeat(40), METRICS_TOKEN: 'm'.repeat(16) }
    const variables = { DATABASE_URL: postgres.url, STORAGE_URL: `file://${store}`, ...secrets }
    const headers = { authorization: `Bearer ${secrets.METRICS_TOKEN}` }
    const albumen = await startAlbumen({ root: clone, dataDir, variables })
    expect(await isReady(albumen.url)).toBe(true)
    expect(albumen.output()).not.toContain('PostgreSQL')

    await postgres.stop()
    await until('readyz says what is missing', async () => {
      const reply = await fetch(`${albumen.url}/readyz`, { headers })
      const { missing, workers } = (await reply.json()) as { missing?: string[]; workers: number | null }
      return reply.status === 503 && String(missing) === 'database,queue' && workers === null
    })
    expect((await fetch(`${albumen.url}/livez`)).status).toBe(200)
    for (const page of ['/', '/albums', '/login', '/gallery?q=x', '/signup']) {
      const reply = await fetch(`${albumen.url}${page}`)
      expect([page, reply.status, reply.headers.get('retry-after')]).toEqual([page, 503, '10'])
      const text = await reply.text()
      expect(text).toContain('<h1>Back in a moment</h1>')
      const font = await fetch(`${albumen.url}${/url\(([^)]+)\)/.exec(text)?.[1]}`)
      expect([font.status, font.headers.get('content-type')]).toEqual([200, 'font/woff2'])
    }
    const again = await startPostgres(folderOfPostgres, postgres.port)
    await until('ready again', () => isReady(albumen.url))
    await until('the worker went on', async () => {
      const { workers } = (await (await fetch(`${albumen.url}/readyz`, { headers })).json()) as {
        workers: number | null
      }
      return workers === 1
    })
    expect((await fetch(`${albumen.url}/`)).status).toBe(200)
    expect(albumen.output()).not.toContain('"process.ended"')

    expect(await albumen.stop()).toBe(0)
    await expect(stat(path.join(dataDir, 'postgres'))).rejects.toThrow('ENOENT')
    await again.stop()
  })
})

describe('what cannot be started', () => {
  it('tells of every mistake at once', async () => {
    const { status, output } = await startToEnd({ PORT: 'http', SIGNUP: 'maybe', DATA_DIR: '/etc/passwd/folder' })
    expect(status).toBe(1)
    for (const part of ['3 mistakes', 'PORT: ', 'SIGNUP: ', 'DATA_DIR: /etc/passwd/folder cannot be written']) {
      expect(output).toContain(part)
    }
    expect(output).not.toMatch(/^\s+at /m)
  })

  it.runIf(isRoot)('tells of a data folder of somebody else', async () => {
    const dataDir = await folder()
    const { status, output } = await startToEnd({ DATA_DIR: dataDir }, NOBODY)
    expect(status).toBe(1)
    expect(output).toContain(`${dataDir} cannot be written (EACCES)`)
  })

  it('tells of a database that refuses us', async () => {
    const postgres = await startPostgres(path.join(await folder(), 'postgres'))
    const wrong = new URL(postgres.url)
    wrong.password = 'guess'
    const { status, output } = await startToEnd({ DATA_DIR: await folder(), DATABASE_URL: wrong.href })
    await postgres.stop()
    expect(status).toBe(1)
    expect(output).toContain(`DATABASE_URL: the server at 127.0.0.1:${postgres.port} refuses this user`)
    expect(output).not.toContain('guess')
  })

  it('tells of a taken PORT', async () => {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = address !== null && typeof address === 'object' ? address.port : 0
    const { status, output } = await startToEnd({ PORT: String(port), DATA_DIR: await folder() })
    server.close()
    expect(status).toBe(1)
    expect(output).toContain(`PORT=${port} is in use by another program`)
  })
})
