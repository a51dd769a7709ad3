import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { freePort } from '../ports'
import { ROOT } from '../setup.mjs'
import { freshEnvironment, startAlbumen } from '../testing/start-albumen'

/**
 * What the first visit to the public wall loads as script, gzipped, and how much of it an empty app of the same Next.js and React loads too.
 * Ends with status 1 when the rest is over its budget.
 */
const BUDGET = 26_000
const NEXT = path.join(ROOT, 'node_modules', 'next', 'dist', 'bin', 'next')
/** Inside the project, so that the empty app finds the same packages. */
const CACHE = path.join(ROOT, '.cache')

const EMPTY_APP = {
  'package.json': '{"private":true,"type":"module"}',
  'next.config.js': `export default { turbopack: { root: ${JSON.stringify(ROOT)} }, typescript: { ignoreBuildErrors: true } }`,
  'app/layout.jsx':
    'export default function Layout({ children }) { return <html lang="en"><body>{children}</body></html> }',
  'app/page.jsx': 'export default function Page() { return <p>Empty</p> }',
}

const ours = await measureAlbumen()
const empty = await measureEmptyApp()
const rest = ours - empty
process.stdout.write(`| script of the first load, gzip | bytes |\n|---|---|\n`)
process.stdout.write(
  `| the public wall | ${ours} |\n| an empty app | ${empty} |\n| over it | ${rest} (at most ${BUDGET}) |\n`,
)
process.exitCode = rest > BUDGET ? 1 : 0

async function measureAlbumen(): Promise<number> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'albumen-first-load-'))
  const albumen = await startAlbumen({ dataDir })
  try {
    return await scriptBytes(albumen.url)
  } finally {
    await albumen.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function measureEmptyApp(): Promise<number> {
  await mkdir(CACHE, { recursive: true })
  const folder = await mkdtemp(path.join(CACHE, 'empty-app-'))
  try {
    for (const [name, text] of Object.entries(EMPTY_APP)) {
      await mkdir(path.dirname(path.join(folder, name)), { recursive: true })
      await writeFile(path.join(folder, name), text)
    }
    const [status] = await once(runNext(folder, ['build']), 'exit')
    if (status !== 0) throw new Error('the empty app did not build')
    const port = await freePort()
    const server = runNext(folder, ['start', '-p', String(port), '-H', '127.0.0.1'])
    try {
      return await scriptBytes(`http://127.0.0.1:${port}`)
    } finally {
      server.kill()
      await once(server, 'exit')
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function runNext(cwd: string, args: string[]): ChildProcess {
  const env = { ...freshEnvironment({}), NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' } as NodeJS.ProcessEnv
  return spawn(process.execPath, [NEXT, ...args], { cwd, env, stdio: ['ignore', 'ignore', 'inherit'] })
}

/** Gzipped bytes of the scripts that the HTML of `/` loads; those for browsers without modules are left out. */
async function scriptBytes(origin: string): Promise<number> {
  const html = await (await answering(origin)).text()
  const tags = [...html.matchAll(/<script\b[^>]*\bsrc="([^"]+)"[^>]*>/g)].filter(([tag]) => !/\bnomodule\b/i.test(tag))
  const addresses = new Set(tags.map(([, src = '']) => new URL(src.replaceAll('&amp;', '&'), origin).href))
  let bytes = 0
  for (const address of addresses) {
    const reply = await fetch(address)
    if (!reply.ok) throw new Error(`${address} answered ${reply.status}`)
    bytes += gzipSync(Buffer.from(await reply.arrayBuffer())).byteLength
  }
  if (addresses.size === 0) throw new Error(`no script in the HTML of ${origin}`)
  return bytes
}

/** The first answer of a server that may not listen yet. */
async function answering(origin: string): Promise<Response> {
  for (let tries = 0; ; tries++) {
    try {
      return await fetch(origin)
    } catch (error) {
      if (tries > 600) throw error
      await sleep(100)
    }
  }
}
