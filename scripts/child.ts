import { type ChildProcess, spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { describeError, logEvent } from '../lib/log'

const DELAYS_MS = [100, 500, 1_000, 2_000, 5_000, 10_000]
const HEALTHY_MS = 30_000

interface ChildOptions {
  name: string
  /** Arguments of node. */
  args: string[]
  environment: () => NodeJS.ProcessEnv
  /** Told each time the process ends by itself, with how often it did so in a row. */
  onCrash?: (times: number) => void
  /** Told the process id of each start. */
  onStart?: (pid: number) => void
}

/** A process of ours that is started again, a little later each time, when it ends without having been asked to. */
export class Child {
  private process: ChildProcess | undefined
  private stopping = false
  private restarting = false
  private crashes = 0

  constructor(private readonly options: ChildOptions) {}

  get pid(): number | undefined {
    return this.process?.pid
  }

  start(): void {
    const startedAt = Date.now()
    // Own process group: Ctrl-C reaches the supervisor alone. The pipe tells the child when the supervisor has gone.
    const child = spawn(process.execPath, [...this.options.args, '--supervised'], {
      env: this.options.environment(),
      stdio: ['pipe', 'inherit', 'inherit'],
      detached: true,
    })
    this.process = child
    child.stdin?.on('error', () => undefined)
    child.on('error', (error) =>
      logEvent('error', 'process.unstartable', { name: this.options.name, error: describeError(error) }),
    )
    if (child.pid !== undefined) this.options.onStart?.(child.pid)
    child.once('exit', (code, signal) => this.ended(code, signal, Date.now() - startedAt))
  }

  /** Asks it to end (SIGTERM) and kills it when it has not done so after `ms`. */
  async stop(ms: number): Promise<void> {
    this.stopping = true
    await this.end(ms)
  }

  /** Ends it and starts it anew (development). */
  async restart(ms: number): Promise<void> {
    if (this.restarting || this.stopping) return
    this.restarting = true
    await this.end(ms)
    this.restarting = false
    if (!this.stopping) this.start()
  }

  private async end(ms: number): Promise<void> {
    const child = this.process
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    const timer = setTimeout(() => child.kill('SIGKILL'), ms)
    await gone
    clearTimeout(timer)
  }

  private async ended(code: number | null, signal: string | null, upMs: number): Promise<void> {
    if (this.stopping || this.restarting) return
    this.crashes = upMs >= HEALTHY_MS ? 1 : this.crashes + 1
    const delay = DELAYS_MS[Math.min(this.crashes, DELAYS_MS.length) - 1] ?? 10_000
    logEvent('error', 'process.ended', { name: this.options.name, code, signal, restartInMs: delay })
    this.options.onCrash?.(this.crashes)
    await sleep(delay)
    if (!this.stopping) this.start()
  }
}
