// `npm test`: everything, from a bare clone. Installs what it can of what is missing, says loudly what it skips.
import { spawn } from 'node:child_process'
import { closeSync, existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { checkNode, ensureInstalled, forgetNpmScript, lockProject, PlainError, ROOT, run } from './setup.mjs'
import { countPlaywright, countVitest } from './test-counts.mjs'

// The longest step is the browser's (30 minutes at most by its own limit); all of .ci/run has 60.
const LIMIT_MS = 32 * 60_000
const totals = { passed: 0, failed: 0, skipped: 0 }
const skippedNames = []
const notices = []
let current

/** A command in its own process group, ended as a whole when it takes too long or when we are told to stop. */
function command(name, args, variables = {}) {
  return new Promise((resolve) => {
    const child = spawn(name, args, {
      cwd: ROOT,
      env: { ...process.env, ...variables },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    })
    current = child
    let output = ''
    const collect = (chunk) => {
      output = (output + chunk).slice(-400_000)
    }
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    const timer = setTimeout(() => {
      output += `\nEnded: it took longer than ${LIMIT_MS / 60_000} minutes.\n`
      endGroup(child, 'SIGTERM')
      setTimeout(() => endGroup(child, 'SIGKILL'), 12_000).unref()
    }, LIMIT_MS)
    child.on('error', (error) => {
      output += error.message
    })
    child.on('close', (status) => {
      clearTimeout(timer)
      current = undefined
      resolve({ status: status ?? 1, output })
    })
  })
}

function endGroup(child, signal) {
  try {
    process.kill(-child.pid, signal)
  } catch {
    // It has gone.
  }
}

function stop(signal) {
  if (current) endGroup(current, 'SIGTERM')
  process.stdout.write(`\nStopped by ${signal}.\n`)
  setTimeout(() => process.exit(130), current ? 2_000 : 0)
}

/** Runs a step, adds its counts, prints its line and, where something failed, its output. */
async function step(name, work) {
  const started = performance.now()
  let counts
  let output = ''
  try {
    ;({ output = '', ...counts } = await work())
  } catch (error) {
    counts = { passed: 0, failed: 1, skipped: 0 }
    output = error instanceof PlainError ? error.message : (error?.stack ?? String(error))
  }
  for (const key of Object.keys(totals)) totals[key] += counts[key]
  skippedNames.push(...(counts.names ?? []))
  const words = Object.keys(totals)
    .filter((key) => counts[key] > 0)
    .map((key) => `${counts[key]} ${key}`)
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  if (counts.failed > 0) process.stdout.write(`\n${output.trim()}\n\n`)
  process.stdout.write(`${name.padEnd(24)}${(words.join(', ') || 'done').padEnd(44)}${seconds.padStart(7)} s\n`)
}

const node = (script, args) =>
  command(process.execPath, [path.join(ROOT, 'node_modules', ...script.split('/')), ...args])
const asOne = ({ status, output }) => ({
  passed: status === 0 ? 1 : 0,
  failed: status === 0 ? 0 : 1,
  skipped: 0,
  output,
})

async function vitest(project, folder) {
  const file = path.join(folder, `${project}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const { status, output } = await node('vitest/vitest.mjs', ['run', '--project', project, ...reporters])
  const notice = /={20,}\n[\s\S]*?={20,}/.exec(output)?.[0]
  if (notice) notices.push(notice)
  return { ...countVitest(await readJson(file), status), output }
}

async function playwright(folder) {
  if (!hasChromium())
    return { passed: 0, failed: 0, skipped: 1, names: ['every test in Chromium: it is not installed'] }
  const file = path.join(folder, 'playwright.json')
  process.env.E2E_JSON = file
  const { status, output } = await node('@playwright/test/cli.js', ['test'])
  return { ...countPlaywright(await readJson(file), status), output }
}

async function readJson(file) {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch {
    return undefined
  }
}

const inPath = (program) =>
  [...(process.env.PATH ?? '').split(':'), '/usr/bin', '/usr/sbin'].some((folder) =>
    existsSync(path.join(folder, program)),
  )

const hasChromium = () => ['chromium', 'chromium-browser', 'google-chrome'].some(inPath)

/** Chromium, Ceph's S3 server and two proxies come from the system: through apt where that is ours to do, else with a word on how. */
async function installSystemPrograms() {
  const wanted = []
  if (!hasChromium()) wanted.push('chromium', 'fonts-liberation')
  if (!['radosgw', 'ceph-mon', 'ceph-osd', 'ceph'].every(inPath))
    wanted.push('radosgw', 'ceph-mon', 'ceph-osd', 'ceph-common')
  if (!inPath('nginx')) wanted.push('nginx-light')
  if (!inPath('caddy')) wanted.push('caddy')
  const counts = { passed: 0, failed: 0, skipped: 0 }
  if (wanted.length === 0) return counts
  const how = `apt-get install -y --no-install-recommends ${wanted.join(' ')}`
  if (process.getuid?.() === 0 && inPath('apt-get')) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    const options = { env, stdio: ['ignore', 'pipe', 'pipe'] }
    await run('apt-get', ['update', '-q'], options)
    const { status, output } = await run(
      'apt-get',
      ['install', '-y', '-q', '-o', 'DPkg::Lock::Timeout=120', '--no-install-recommends', ...wanted],
      options,
    )
    if (status === 0) return counts
    notices.push(
      `NOT INSTALLED: ${wanted.join(', ')}. apt-get said:\n${output.trim().split('\n').slice(-5).join('\n')}\nTry: ${how}`,
    )
  } else notices.push(`NOT INSTALLED: ${wanted.join(', ')}. As root on Debian or Ubuntu: ${how}`)
  return counts
}

async function main() {
  checkNode()
  forgetNpmScript()
  process.chdir(ROOT)
  process.env.CI = 'true'
  process.env.NEXT_TELEMETRY_DISABLED = '1'
  delete process.env.NODE_ENV
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop(signal))
  process.stdout.write(`Albumen's tests, Node.js ${process.versions.node}\n`)
  await step('packages', async () => {
    const lock = await lockProject()
    await ensureInstalled(lock)
    if (lock !== undefined) closeSync(lock)
    return { passed: 0, failed: 0, skipped: 0 }
  })
  if (totals.failed > 0) return
  const { register } = await import('tsx/esm/api')
  register()
  // No setting of the caller reaches a test: it might name a database with photos in it.
  const { ENVIRONMENT_NAMES } = await import('../lib/env.ts')
  for (const name of ENVIRONMENT_NAMES) delete process.env[name]
  await step('system programs', installSystemPrograms)
  const folder = await mkdtemp(path.join(tmpdir(), 'albumen-npm-test-'))
  await step('structure', async () => asOne(await node('tsx/dist/cli.mjs', ['scripts/check-structure.ts'])))
  await step('types', async () => asOne(await node('typescript/bin/tsc', ['--noEmit'])))
  await step('lint', async () => asOne(await node('@biomejs/biome/bin/biome', ['ci', '--max-diagnostics=50', '.'])))
  await step('unit', () => vitest('unit', folder))
  await step('integration', () => vitest('integration', folder))
  await step('real S3', () => vitest('s3', folder))
  await step('production build', async () => {
    const { ensureBuilt } = await import('./build.ts')
    await ensureBuilt()
    return { passed: 1, failed: 0, skipped: 0 }
  })
  await step('npm start', () => vitest('processes', folder))
  await step('in Chromium', () => playwright(folder))
  await rm(folder, { recursive: true, force: true })
}

/** The end: what was skipped, and the counts alone on the last line. */
function finish(error) {
  if (error) {
    totals.failed += 1
    process.stdout.write(`\n${error instanceof PlainError ? error.message : (error?.stack ?? error)}\n`)
  }
  for (const notice of notices) process.stdout.write(`\n${notice}\n`)
  if (skippedNames.length > 0)
    process.stdout.write(`\nSkipped tests:\n${skippedNames.map((name) => `  ${name}`).join('\n')}\n`)
  const nothing = totals.passed === 0 && totals.failed === 0
  process.stdout.write(`\n${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped\n`, () => {
    process.exit(totals.failed > 0 || nothing ? 1 : 0)
  })
}

main().then(() => finish(), finish)
