import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { childEnvironment, ENVIRONMENT_NAMES } from '../../lib/env'
import { ROOT } from '../setup.mjs'

interface StartOptions {
  dataDir: string
  /** Folder of the code to start; this one when left out. */
  root?: string
  /** Variables of lib/env.ts to set; all others are unset. */
  variables?: Record<string, string>
  uid?: number
}

export interface StartedAlbumen {
  url: string
  process: ChildProcess
  /** All it wrote so far. */
  output(): string
  /** SIGTERM; settles with the exit status when the supervisor has gone. */
  stop(): Promise<number | null>
}

/** The environment of a start that knows nothing of the caller's Albumen settings; a free port unless one is given. */
export function freshEnvironment(variables: Record<string, string>): NodeJS.ProcessEnv {
  const unset = Object.fromEntries(ENVIRONMENT_NAMES.map((name) => [name, undefined]))
  return childEnvironment({ ...unset, npm_lifecycle_event: undefined, PORT: '0', ...variables })
}

/**
 * Runs what `npm start` runs and waits for the address.
 * @throws Error with all output when it ends before it is ready or needs more than three minutes
 */
export async function startAlbumen(options: StartOptions): Promise<StartedAlbumen> {
  const { root = ROOT, uid } = options
  const child = spawn(process.execPath, [path.join(root, 'scripts', 'start.mjs')], {
    env: freshEnvironment({ DATA_DIR: options.dataDir, ...options.variables }),
    stdio: ['ignore', 'pipe', 'pipe'],
    uid,
    gid: uid,
  })
  let output = ''
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const url = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGTERM')
      reject(new Error(`Albumen was not ready within three minutes:\n${output}`))
    }, 180_000)
    const read = (chunk: Buffer) => {
      output += chunk.toString()
      const address = /is ready after .*: (http:\S+)\n/.exec(output)?.[1]
      if (!address) return
      clearTimeout(timer)
      resolve(address)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    exited.then((status) => {
      clearTimeout(timer)
      reject(new Error(`Albumen ended with status ${status} before it was ready:\n${output}`))
    })
  })
  return {
    url,
    process: child,
    output: () => output,
    async stop() {
      child.kill('SIGTERM')
      return exited
    },
  }
}
