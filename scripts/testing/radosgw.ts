import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { access, mkdir, mkdtemp, open, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { childEnvironment } from '../../lib/env'
import { freePort } from '../ports'

const run = promisify(execFile)
const PREFIX = 'albumen-radosgw-'
const PROGRAMS = ['radosgw', 'radosgw-admin', 'ceph', 'ceph-mon', 'ceph-osd', 'monmaptool', 'setpriv']

export interface S3Account {
  accessKeyId: string
  secretAccessKey: string
}

export interface Radosgw {
  endpoint: string
  owner: S3Account
  /** A second account without any right to the first one's buckets. */
  stranger: S3Account
  /** One more account without any right. */
  addUser(name: string): Promise<S3Account>
  /** Disables an account: its keys open nothing any more. */
  suspend(name: string): Promise<void>
  /** Kills the server itself, in the middle of whatever it does; what it has stored stays. */
  kill(): Promise<void>
  /** Starts it again at the same address. */
  restart(): Promise<void>
  stop(): Promise<void>
}

export const HOW_TO_INSTALL =
  'apt-get install -y --no-install-recommends radosgw ceph-mon ceph-osd ceph-common   (Debian or Ubuntu, as root)'

/** The programs of Ceph's S3 server that this machine lacks; empty when it can be started. */
export async function missingForRadosgw(): Promise<string[]> {
  const found = await Promise.all(
    PROGRAMS.map((name) =>
      run('which', [name]).then(
        () => true,
        () => false,
      ),
    ),
  )
  return PROGRAMS.filter((_, index) => !found[index])
}

/**
 * Starts Ceph's S3 server on the loopback address: one monitor, one store in memory, one gateway, nothing on disk that
 * matters. Everything ends with this process, however that happens. Ready after about 12 s.
 */
export async function startRadosgw(): Promise<Radosgw> {
  await sweepLeftovers()
  const folder = await mkdtemp(path.join(tmpdir(), `${PREFIX}${process.pid}-`))
  const ports = { gateway: await freePort(), monitor: await freePort() }
  const conf = await configure(folder, ports)
  const environment = childEnvironment({ CEPH_CONF: conf })
  const ceph = (command: string, args: string[]) => run(command, args, { env: environment, timeout: 60_000 })
  const daemons: ChildProcess[] = []
  const daemon = async (command: string, args: string[]) => {
    const log = await open(path.join(folder, 'log', `${command}.out`), 'a')
    const child = spawn('setpriv', ['--pdeathsig', 'KILL', command, ...args, '-f'], {
      env: environment,
      stdio: ['ignore', log.fd, log.fd],
      detached: true,
    })
    daemons.push(child)
    await log.close()
    return child
  }
  const stop = async () => {
    await Promise.all(daemons.map(end))
    await rm(folder, { recursive: true, force: true })
  }
  try {
    const fsid = (await readText(conf)).match(/fsid = (\S+)/)?.[1] ?? ''
    const map = path.join(folder, 'monmap')
    const address = `[v1:127.0.0.1:${ports.monitor}]`
    await ceph('monmaptool', ['--create', '--clobber', '--fsid', fsid, '--addv', 'a', address, map])
    await ceph('ceph-mon', ['-i', 'a', '--mkfs', '--monmap', map])
    await daemon('ceph-mon', ['-i', 'a'])
    const osd = randomUUID()
    await retry(() => ceph('ceph', ['osd', 'new', osd, '0']))
    await ceph('ceph-osd', ['-i', '0', '--mkfs', '--osd-uuid', osd])
    let store = await daemon('ceph-osd', ['-i', '0'])
    await retry(async () => {
      // On a busy machine it may ask the monitor too early and end ("wrong fsid").
      if (store.exitCode !== null) store = await daemon('ceph-osd', ['-i', '0'])
      const { stdout } = await ceph('ceph', ['osd', 'stat'])
      if (!stdout.includes('1 up')) throw new Error(`the store in memory is not up: ${stdout}`)
    })
    const endpoint = `http://127.0.0.1:${ports.gateway}`
    let gateway: ChildProcess | undefined
    const restart = async () => {
      gateway = await daemon('radosgw', ['-n', 'client.rgw'])
      await retry(() => fetch(endpoint))
    }
    const kill = async () => {
      if (gateway) await end(gateway)
    }
    await restart()
    const owner = await addUser(ceph, 'owner')
    const stranger = await addUser(ceph, 'stranger')
    return {
      endpoint,
      owner,
      stranger,
      addUser: (name) => addUser(ceph, name),
      suspend: async (name) => void (await ceph('radosgw-admin', ['user', 'suspend', `--uid=${name}`])),
      kill,
      restart,
      stop,
    }
  } catch (error) {
    const log = await readText(path.join(folder, 'log', 'osd.0.log')).catch(() => '')
    await stop()
    throw new Error(`radosgw does not start:\n${log.slice(-3000)}`, { cause: error })
  }
}

async function addUser(ceph: (command: string, args: string[]) => Promise<unknown>, name: string): Promise<S3Account> {
  const account = { accessKeyId: `KEY${name.toUpperCase()}`, secretAccessKey: randomUUID() }
  const keys = [`--access-key=${account.accessKeyId}`, `--secret-key=${account.secretAccessKey}`]
  await ceph('radosgw-admin', ['user', 'create', `--uid=${name}`, `--display-name=${name}`, ...keys])
  return account
}

async function configure(folder: string, ports: { gateway: number; monitor: number }): Promise<string> {
  for (const name of ['mon', 'osd', 'run', 'log', 'rgw']) await mkdir(path.join(folder, name))
  const bindFrom = 20_000 + Math.floor(Math.random() * 9_000)
  const settings = {
    fsid: randomUUID(),
    'mon host': `[v1:127.0.0.1:${ports.monitor}]`,
    'mon initial members': 'a',
    'auth cluster required': 'none',
    'auth service required': 'none',
    'auth client required': 'none',
    'public addr': '127.0.0.1',
    'cluster addr': '127.0.0.1',
    'ms bind ipv6': 'false',
    'ms bind port min': bindFrom,
    'ms bind port max': bindFrom + 200,
    'run dir': `${folder}/run`,
    'admin socket': `${folder}/run/$name.asok`,
    'pid file': `${folder}/run/$name.pid`,
    'log file': `${folder}/log/$name.log`,
    'mon data': `${folder}/mon`,
    'osd data': `${folder}/osd`,
    'osd objectstore': 'memstore',
    'memstore device bytes': 4 * 1024 ** 3,
    'osd pool default size': 1,
    'osd pool default min size': 1,
    'osd pool default pg num': 8,
    'osd pool default pgp num': 8,
    'osd pool default pg autoscale mode': 'off',
    'osd crush chooseleaf type': 0,
    'mon allow pool size one': 'true',
    'mon max pg per osd': 2000,
    'mon warn on pool no redundancy': 'false',
    'osd crush update on start': 'true',
    'rgw frontends': `beast endpoint=127.0.0.1:${ports.gateway}`,
    'rgw data': `${folder}/rgw`,
    'rgw enable usage log': 'false',
    'rgw thread pool size': 64,
    // It takes addresses with a password for notifications only from whoever came by https.
    'rgw trust forwarded https': 'true',
    'rgw dns name': 'localhost',
  }
  const file = path.join(folder, 'ceph.conf')
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}`)
  await writeFile(file, `[global]\n${lines.join('\n')}\n`)
  return file
}

async function readText(file: string): Promise<string> {
  const handle = await open(file)
  return handle.readFile('utf8').finally(() => handle.close())
}

async function retry<T>(action: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + 180_000
  for (;;) {
    try {
      return await action()
    } catch (error) {
      if (Date.now() > deadline) throw error
      await sleep(200)
    }
  }
}

/** Nothing in it is worth a clean end. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await gone
}

/** Folders of runs that were killed: their name holds the process id. */
async function sweepLeftovers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = name.startsWith(PREFIX) ? Number(name.slice(PREFIX.length).split('-')[0]) : 0
    if (!pid) continue
    const alive = await access(`/proc/${pid}`).then(
      () => true,
      () => false,
    )
    if (!alive) await rm(path.join(tmpdir(), name), { recursive: true, force: true })
  }
}
