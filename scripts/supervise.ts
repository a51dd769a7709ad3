import { watch } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { migrateDatabase } from '../db/migrate'
import { childEnvironment } from '../lib/env'
import { isAway } from '../lib/errors/away'
import { describeError, logEvent, setLogLevel } from '../lib/log'
import { ensureBuilt } from './build'
import { Child } from './child'
import { DataDir } from './data-dir'
import { addressOf, choosePort } from './ports'
import { type EmbeddedPostgres, startPostgres } from './postgres'
import { readSettings, type Settings } from './settings'
import { endOnSignal, PlainError, ROOT } from './setup.mjs'
import { printStep, step } from './steps'

/** How long a worker may take to end before it is started anew (development). */
const RESTART_MS = 7_500
/** What Postgres and we ourselves need of the time for ending. */
const OWN_MS = 2_500
const FIRST_CRASHES = 4

interface SuperviseOptions {
  dev: boolean
  /** npm started us: when it is gone, so are we. */
  underNpm: boolean
  installed: { done: string; ms: number }
}

/** Everything that runs after the packages are there: `npm start` and `npm run dev`. Settles when all is up. */
export async function supervise(options: SuperviseOptions): Promise<void> {
  printStep('packages', options.installed.done, options.installed.ms)
  const supervisor = new Supervisor(options)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => supervisor.stop(signal))
  if (options.underNpm) watchParent(() => supervisor.stop('npm has gone'))
  await supervisor.start().catch((error) => supervisor.fail(error))
}

function watchParent(gone: () => void): void {
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent) gone()
  }, 500).unref()
}

class Supervisor {
  private postgres: EmbeddedPostgres | undefined
  private dataDir: DataDir | undefined
  private children: Child[] = []
  private stopping: string | undefined
  private childStopMs = RESTART_MS
  private readonly startedAt = performance.now()

  constructor(private readonly options: SuperviseOptions) {}

  async start(): Promise<void> {
    const settings = await step('settings', () => 'read', readSettings)
    setLogLevel(settings.env.LOG_LEVEL)
    const { env } = settings
    this.childStopMs = env.SHUTDOWN_SECONDS * 1000 - OWN_MS
    if (!settings.external) {
      this.dataDir = await step(
        'data folder',
        () => settings.dataDir,
        () => DataDir.take(settings.dataDir),
      )
    }
    const port = await choosePort(env.PORT, env.HOST, settings.portIsGiven)
    if (!this.options.dev) await step('build', String, ensureBuilt)
    const databaseUrl = env.DATABASE_URL ?? (await this.embedPostgres(settings.dataDir))
    await step(
      'migrations',
      () => 'current',
      () => migrateWhenThere(databaseUrl, env.DATABASE_URL ? 60_000 : 0),
    )
    const url = `http://${addressOf(env.HOST)}:${port}`
    const environment = {
      NODE_ENV: this.options.dev ? 'development' : 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      HOST: env.HOST,
      PORT: String(port),
      DATA_DIR: settings.dataDir,
      DATABASE_URL: databaseUrl,
      STORAGE_URL: env.STORAGE_URL ?? pathToFileURL(path.join(settings.dataDir, 'objects')).href,
      AUTH_SECRET: env.AUTH_SECRET ?? (await this.dataDir?.authSecret()),
    }
    await step(
      'web and worker',
      () => 'answer',
      () => this.startChildren(environment, url),
    )
    await this.dataDir?.noteUrl(url)
    this.printReady(url, settings, port)
  }

  /** Starts web and worker; settles when the web server says that all it needs is there. */
  private async startChildren(environment: Record<string, string | undefined>, url: string): Promise<void> {
    const failed = new Promise<never>((_, reject) => {
      const onCrash = (name: string) => (times: number) => {
        if (times >= FIRST_CRASHES)
          reject(new PlainError(`The ${name} process ends as soon as it is started; see its messages above.`))
      }
      const make = (name: string, script: string) =>
        new Child({
          name,
          args: ['--import', 'tsx', path.join(ROOT, 'scripts', script), ...(this.options.dev ? ['--dev'] : [])],
          environment: () => childEnvironment(environment),
          onCrash: onCrash(name),
          onStart: (pid) => void this.dataDir?.noteChild(name, pid).catch(() => undefined),
        })
      this.children = [make('web', 'web.ts'), make('worker', 'worker.ts')]
    })
    failed.catch(() => undefined)
    for (const child of this.children) child.start()
    if (this.options.dev) this.reloadWorkerOnChange()
    await Promise.race([failed, this.answers(`${url}/readyz`)])
  }

  private async answers(url: string): Promise<void> {
    let toldAt = Date.now()
    while (!this.stopping) {
      const reply = await fetch(url, { signal: AbortSignal.timeout(10_000) }).catch(() => undefined)
      const text = await reply?.text().catch(() => '')
      if (reply?.status === 200) return
      if (Date.now() - toldAt > 15_000) {
        toldAt = Date.now()
        process.stdout.write(
          `  still waiting: ${reply ? `/readyz says ${reply.status} ${text}` : 'the web server does not answer yet'}\n`,
        )
      }
      await sleep(100)
    }
  }

  private async embedPostgres(dataDir: string): Promise<string> {
    const folder = path.join(dataDir, 'postgres')
    const postgres = await step(
      'PostgreSQL',
      (server) => `on port ${server.port}`,
      () => startPostgres(folder),
    )
    this.keepPostgres(folder, postgres)
    return postgres.url
  }

  /** Starts the server again on the same port when it ends unasked: the others' connections come back by themselves. */
  private keepPostgres(folder: string, postgres: EmbeddedPostgres): void {
    this.postgres = postgres
    void this.dataDir?.noteChild('postgres', postgres.pid).catch(() => undefined)
    void postgres.ended.then(async () => {
      for (let wait = 100; !this.stopping; wait = Math.min(wait * 2, 10_000)) {
        logEvent('error', 'process.ended', { name: 'postgres', restartInMs: wait })
        await sleep(wait)
        const again = await startPostgres(folder, postgres.port).catch((error: Error) => {
          logEvent('error', 'process.unstartable', { name: 'postgres', error: describeError(error) })
          return undefined
        })
        if (again) return this.stopping ? again.stop() : this.keepPostgres(folder, again)
      }
    })
  }

  private reloadWorkerOnChange(): void {
    const worker = this.children[1]
    let timer: NodeJS.Timeout | undefined
    for (const folder of ['lib', 'db', 'scripts']) {
      watch(path.join(ROOT, folder), { recursive: true }, (_, file) => {
        if (!file || !/\.ts$/.test(file) || /\.test\.ts$/.test(file)) return
        clearTimeout(timer)
        timer = setTimeout(() => void worker?.restart(RESTART_MS), 200)
      })
    }
  }

  private printReady(url: string, settings: Settings, port: number): void {
    const { env, portIsGiven } = settings
    const seconds = ((performance.now() - this.startedAt) / 1000 + this.options.installed.ms / 1000).toFixed(1)
    const lines = [`\nAlbumen is ready after ${seconds} s: ${url}`]
    if (port !== env.PORT && !portIsGiven)
      lines.push(`Port ${env.PORT} is in use by another program, so it is ${port}.`)
    if (['127.0.0.1', 'localhost', '::1'].includes(env.HOST)) {
      lines.push('Only this computer can reach it. To open it to your network: HOST=0.0.0.0 npm start')
    } else lines.push(`It listens on ${env.HOST}: every computer that reaches this one can open it.`)
    lines.push('Ctrl-C stops it.\n\n')
    process.stdout.write(lines.join('\n'))
  }

  /** Ends everything within SHUTDOWN_SECONDS; a second signal kills at once. */
  stop(reason: string): void {
    if (this.stopping) return void this.shutDown(0, 1)
    this.stopping = reason
    process.stdout.write(`\nAlbumen stops (${reason})\n`)
    void this.shutDown(this.childStopMs, 0)
  }

  fail(error: unknown): void {
    if (this.stopping) return
    this.stopping = 'failure'
    process.stderr.write(
      `\n${error instanceof PlainError ? error.message : error instanceof Error ? error.stack : String(error)}\n`,
    )
    void this.shutDown(this.childStopMs, 1)
  }

  private async shutDown(ms: number, status: number): Promise<void> {
    await Promise.all(this.children.map((child) => child.stop(ms)))
    await this.postgres?.stop()
    await this.dataDir?.release().catch(() => undefined)
    if (this.children.length === 0 && !this.postgres && status === 0) endOnSignal('SIGTERM')
    process.exit(status)
  }
}

/** An external server may start at the same time as we do: it is waited for. */
async function migrateWhenThere(url: string, waitMs: number): Promise<void> {
  const { host } = new URL(url)
  const deadline = Date.now() + waitMs
  for (let told = false; ; told = true) {
    try {
      return await migrateDatabase(url)
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : ''
      if (/^(28|3D)/.test(code))
        throw new PlainError(`DATABASE_URL: the server at ${host} refuses this user, password or database name.`)
      if (!/^(ECONN|EAI_|ENOTFOUND|ETIMEDOUT|EHOSTUNREACH|57P03|08)/.test(code) && (code || !isAway(error))) throw error
      const why = code && ` (${code})`
      if (Date.now() > deadline) throw new PlainError(`DATABASE_URL: no PostgreSQL answers at ${host}${why}.`)
      if (!told) process.stdout.write(`  waiting up to ${waitMs / 1000} s for the database at ${host}\n`)
      await sleep(1_000)
    }
  }
}
