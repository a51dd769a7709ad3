import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { ROOT } from '../setup.mjs'
import { freshEnvironment } from './start-albumen'

export interface OwnProcess {
  child: ChildProcess
  /** Settles with the exit status. */
  exited: Promise<number | null>
  /** All it wrote so far. */
  output(): string
}

/** Starts one of our scripts by itself, as an operator of several machines does. */
export function startScript(script: string, variables: Record<string, string>, words: string[] = []): OwnProcess {
  const args = ['--import', 'tsx', path.join(ROOT, 'scripts', script), ...words]
  const env = freshEnvironment({ AUTH_SECRET: 'x'.repeat(40), NODE_ENV: 'production', ...variables })
  return follow(spawn(process.execPath, args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] }))
}

/** Collects what a process writes and how it ends. */
export function follow(child: ChildProcess): OwnProcess {
  let output = ''
  const collect = (chunk: Buffer) => {
    output += chunk
  }
  child.stdout?.on('data', collect)
  child.stderr?.on('data', collect)
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
  return { child, exited, output: () => output }
}

/** Waits until `done` says so. @throws Error after three minutes: on a machine that does much else, a start takes one */
export async function until(what: string, done: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 180_000; Date.now() < end; ) {
    if (await done()) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`waited too long: ${what}`)
}
