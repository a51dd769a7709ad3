// What `npm start` and `npm test` do before any package is there: node builtins only.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)))

/** A failure whose message is all a person needs: printed without a stack. */
export class PlainError extends Error {}

/** Ends the process when this Node.js is too old to run anything below. */
export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  throw new PlainError(`Albumen needs Node.js 20.19 or newer; this is ${process.versions.node}.`)
}

/** Drops what npm says about the script it runs; the registry, cache and proxy settings stay. */
export function forgetNpmScript() {
  for (const name of Object.keys(process.env)) if (/^npm_(lifecycle|package)_/.test(name)) delete process.env[name]
}

let running

/** Ends with the signal that came, after the child that runs now (if any) has been told. */
export function endOnSignal(signal) {
  running?.kill(signal)
  process.exit(signal === 'SIGINT' ? 130 : 143)
}

/**
 * Runs a command to its end.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 * @returns {Promise<{status: number, output: string}>} exit status (127 when there is no such command) and what it wrote to pipes
 */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: ROOT, ...options })
    running = child
    let output = ''
    child.stdout?.on('data', (chunk) => {
      output += chunk
    })
    child.stderr?.on('data', (chunk) => {
      output += chunk
    })
    child.on('error', (error) => resolve({ status: 127, output: error.message }))
    child.on('close', (code) => {
      if (running === child) running = undefined
      resolve({ status: code ?? 1, output })
    })
  })
}

const PERL_LOCK = 'open(F, ">&=3") or exit 2; flock(F, $ARGV[0]) or exit 1'

/**
 * Locks a file for as long as this process lives, however it ends: flock(2) belongs to the open file, which the
 * command flock(1) (or perl, on macOS) shares with us.
 * @param {string} file made when absent
 * @param {{wait: boolean}} options wait for the holder to end, or give up at once
 * @returns {Promise<number | undefined>} the descriptor to close for unlocking early; undefined when another process holds the lock
 */
export async function lockFile(file, { wait }) {
  const descriptor = openSync(file, 'a', 0o600)
  const stdio = ['ignore', 'ignore', 'ignore', descriptor]
  let { status } = await run('flock', [wait ? '-x' : '-xn', '3'], { stdio })
  if (status === 127) ({ status } = await run('perl', ['-e', PERL_LOCK, wait ? '2' : '6'], { stdio }))
  if (status === 127)
    throw new PlainError('Albumen needs the command flock (package util-linux) or perl to lock its data folder.')
  if (status === 0) return descriptor
  closeSync(descriptor)
  return undefined
}

/**
 * Installs the packages of package-lock.json, the development ones too (the build needs them), unless they are there.
 * @param {number | undefined} lock from lockProject
 * @returns {Promise<string>} what was done, for the line of this step
 */
export async function ensureInstalled(lock) {
  const wanted = readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8')
  const engine = `${process.version} ${process.platform} ${process.arch}`
  const stamp = `${engine}\n${createHash('sha256').update(wanted).digest('hex')}`
  const stampFile = path.join(ROOT, 'node_modules', '.albumen-install')
  const kept = existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : undefined
  if (kept === stamp) return 'up to date'
  // Installed by hand, or by us from another lock file, for this very Node.js.
  const complete = (kept === undefined || kept.startsWith(`${engine}\n`)) && isInstalled(JSON.parse(wanted))
  if (!complete) {
    process.stdout.write('  Installing the packages, about half a minute\n')
    await install(lock)
  }
  try {
    writeFileSync(stampFile, stamp)
  } catch {
    return 'up to date'
  }
  return complete ? 'found complete' : 'installed'
}

/** Whether npm's own record in node_modules has every package of the lock file at its version. */
function isInstalled(lock) {
  const record = path.join(ROOT, 'node_modules', '.package-lock.json')
  if (!existsSync(record)) return false
  const present = JSON.parse(readFileSync(record, 'utf8')).packages
  return Object.entries(lock.packages).every(
    ([name, wanted]) => name === '' || wanted.optional || present[name]?.version === wanted.version,
  )
}

async function install(lock) {
  const env = { ...process.env }
  delete env.NODE_ENV
  const npm = process.env.npm_execpath
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
  const stdio = withLock(lock)
  const byPath = npm?.endsWith('.js') && path.basename(npm).startsWith('npm') && existsSync(npm)
  const result = byPath
    ? await run(process.execPath, [npm, ...args], { env, stdio })
    : await run('npm', args, { env, stdio })
  if (result.status === 0) return
  const said = result.output.trim().split('\n').slice(0, 15).join('\n')
  throw new PlainError(
    `Installing the packages failed (npm ci):\n${said}\nThe registry must be reachable and ${ROOT} writable.`,
  )
}

/** One install or build at a time in this folder; others wait. Without a writable folder nothing is locked. */
export async function lockProject() {
  const file = path.join(ROOT, '.cache', 'build.lock')
  try {
    mkdirSync(path.dirname(file), { recursive: true })
    const lock = await lockFile(file, { wait: false })
    if (lock !== undefined) return lock
    process.stdout.write('  Another start installs or builds in this folder: waiting for it\n')
    return await lockFile(file, { wait: true })
  } catch (error) {
    if (error.code === 'EACCES' || error.code === 'EROFS' || error.code === 'EPERM') return undefined
    throw error
  }
}

/** Standard streams for an install or build: it holds the project's lock too, so that one that outlives us is waited for. */
export function withLock(lock) {
  return ['ignore', 'pipe', 'pipe', lock ?? 'ignore']
}
