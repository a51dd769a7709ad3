// `npm test`: everything, from a bare clone. Installs what it can of what is missing, says loudly what it skips.
import { closeSync, existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { checkNode, ensureInstalled, forgetNpmScript, lockProject, ROOT, run } from './setup.mjs'
import {
  finish,
  hasFailed,
  lint,
  notice,
  playwright,
  step,
  stopOnSignals,
  structure,
  types,
  vitest,
} from './test-steps.mjs'

const NOTHING = { passed: 0, failed: 0, skipped: 0 }

const inPath = (program) =>
  [...(process.env.PATH ?? '').split(':'), '/usr/bin', '/usr/sbin'].some((folder) =>
    existsSync(path.join(folder, program)),
  )

const SHELL = 'chromium-headless-shell'
const hasChromium = () => [SHELL, 'chromium', 'chromium-browser', 'google-chrome'].some(inPath)

/** Chromium, Ceph's S3 server and two proxies come from the system: through apt where that is ours to do, else with a word on how. */
async function installSystemPrograms() {
  const wanted = []
  if (!hasChromium()) wanted.push(SHELL, 'fonts-liberation')
  if (!['radosgw', 'ceph-mon', 'ceph-osd', 'ceph'].every(inPath))
    wanted.push('radosgw', 'ceph-mon', 'ceph-osd', 'ceph-common')
  if (!inPath('nginx')) wanted.push('nginx-light')
  if (!inPath('caddy')) wanted.push('caddy')
  if (wanted.length === 0) return NOTHING
  const how = `apt-get install -y --no-install-recommends ${wanted.join(' ')}`
  if (process.getuid?.() === 0 && inPath('apt-get')) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    const options = { env, stdio: ['ignore', 'pipe', 'pipe'] }
    await run('apt-get', ['update', '-q'], options)
    // Older distributions have the one with windows alone.
    const shell = await run('apt-cache', ['show', 'chromium-headless-shell'], options)
    const packages = wanted.map((name) => (name === SHELL && shell.status !== 0 ? 'chromium' : name))
    const { status, output } = await run(
      'apt-get',
      ['install', '-y', '-q', '-o', 'DPkg::Lock::Timeout=120', '--no-install-recommends', ...packages],
      options,
    )
    if (status === 0) return NOTHING
    notice(
      `NOT INSTALLED: ${wanted.join(', ')}. apt-get said:\n${output.trim().split('\n').slice(-5).join('\n')}\nTry: ${how}`,
    )
  } else notice(`NOT INSTALLED: ${wanted.join(', ')}. As root on Debian or Ubuntu: ${how}`)
  return NOTHING
}

async function build() {
  const { ensureBuilt } = await import('./build.ts')
  await ensureBuilt()
  return { ...NOTHING, passed: 1 }
}

/** The specs need the build and all of the machine; whatever comes before them waits for disks and for other processes half of its time. */
async function everything(folder) {
  const sources = async () => {
    await structure()
    await types()
    await lint()
    await step('production build', build)
    await step('npm start', () => vitest(['processes'], folder))
  }
  const tests = async () => {
    await step('unit', () => vitest(['unit', 'unit-mocking'], folder))
    await step('integration', () => vitest(['integration'], folder))
    await step('real S3', () => vitest(['s3'], folder))
  }
  await Promise.all([sources(), tests()])
  await step('in Chromium', () =>
    hasChromium()
      ? playwright(folder)
      : { ...NOTHING, skipped: 1, names: ['every test in Chromium: it is not installed'] },
  )
}

async function main() {
  checkNode()
  forgetNpmScript()
  process.chdir(ROOT)
  process.env.CI = 'true'
  process.env.NEXT_TELEMETRY_DISABLED = '1'
  delete process.env.NODE_ENV
  stopOnSignals()
  process.stdout.write(`Albumen's tests, Node.js ${process.versions.node}\n`)
  await step('packages', async () => {
    const lock = await lockProject()
    await ensureInstalled(lock)
    if (lock !== undefined) closeSync(lock)
    return NOTHING
  })
  if (hasFailed()) return
  const { register } = await import('tsx/esm/api')
  register()
  // No setting of the caller reaches a test: it might name a database with photos in it.
  const { ENVIRONMENT_NAMES } = await import('../lib/env.ts')
  for (const name of ENVIRONMENT_NAMES) delete process.env[name]
  await step('system programs', installSystemPrograms)
  const folder = await mkdtemp(path.join(tmpdir(), 'albumen-npm-test-'))
  await everything(folder)
  await rm(folder, { recursive: true, force: true })
}

main().then(() => finish(), finish)
