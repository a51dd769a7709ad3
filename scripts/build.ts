import { createHash } from 'node:crypto'
import { closeSync } from 'node:fs'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { childEnvironment } from '../lib/env'
import { decoderBundle } from '../lib/imaging/decoder/decoder-bundle.mjs'
import { DECODER_CHILD } from '../lib/imaging/decoder/decoder-program.mjs'
import { lockProject, PlainError, ROOT, run, withLock } from './setup.mjs'

const FOLDERS = ['app', 'components', 'lib', 'db', 'public']
const FILES = [
  'next.config.js',
  'postcss.config.mjs',
  'tsconfig.json',
  'package-lock.json',
  'proxy.ts',
  'instrumentation.ts',
  'instrumentation-client.ts',
]
const STAMP = path.join(ROOT, '.next', 'albumen-build')

/**
 * Makes the production build (pages and routes by Next.js, the program of the decoder children) unless the one there was made from
 * exactly these sources.
 * @returns what was done, for the line of this step
 */
export async function ensureBuilt(): Promise<string> {
  const done = await ensureNextBuilt()
  await decoderBundle(DECODER_CHILD).catch((error) => {
    // In a folder that nobody may write the children run their sources.
    if (!['EACCES', 'EROFS', 'EPERM'].includes(error.code)) throw error
  })
  return done
}

async function ensureNextBuilt(): Promise<string> {
  if ((await readFile(STAMP, 'utf8').catch(() => '')) === (await sourcesHash())) return 'up to date'
  const lock = await lockProject()
  try {
    const hash = await sourcesHash()
    if ((await readFile(STAMP, 'utf8').catch(() => '')) === hash) return 'made by another start'
    await rm(STAMP, { force: true })
    process.stdout.write('  Building, about half a minute\n')
    const env = childEnvironment({ NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', FORCE_COLOR: undefined })
    const next = path.join(ROOT, 'node_modules', 'next', 'dist', 'bin', 'next')
    const { status, output } = await run(process.execPath, [next, 'build'], { env, stdio: withLock(lock) })
    if (status !== 0) throw new PlainError(`The build failed:\n${output.trim()}`)
    await writeFile(STAMP, hash)
    return 'built'
  } finally {
    if (lock !== undefined) closeSync(lock)
  }
}

/** SHA-256 over path and content of every file that goes into the build (no tests), and the version of node. */
async function sourcesHash(): Promise<string> {
  const hash = createHash('sha256').update(process.version)
  const listed = await Promise.all(FOLDERS.map((folder) => sourceFiles(folder)))
  for (const file of [...listed.flat(), ...FILES].sort()) {
    const content = await readFile(path.join(ROOT, file)).catch(() => undefined)
    if (content) hash.update(`\0${file}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}

async function sourceFiles(folder: string): Promise<string[]> {
  const entries = await readdir(path.join(ROOT, folder), { withFileTypes: true, recursive: true }).catch(() => [])
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)))
    .filter((file) => !/\.test\.tsx?$|[\\/]testing[\\/]|^db[\\/]migrations/.test(file))
}
