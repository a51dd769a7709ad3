// `npm run quick`: what can be said of a change within two minutes. Structure, types, lint, all unit tests, and the integration tests that
// reach what differs from the main branch (on it: from the commit before), committed or not.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { checkNode, forgetNpmScript, ROOT, run } from './setup.mjs'
import { finish, lint, step, stopOnSignals, structure, types, vitest } from './test-steps.mjs'

const git = async (...args) => {
  const { status, output } = await run('git', args, { stdio: ['ignore', 'pipe', 'ignore'] })
  return status === 0 ? output.trim() : null
}

/** The commit that this one is compared with. */
async function base() {
  const head = await git('rev-parse', 'HEAD')
  for (const main of ['origin/HEAD', 'origin/main', 'main']) {
    const common = await git('merge-base', 'HEAD', main)
    if (common !== null && common !== head) return common
  }
  return (await git('rev-parse', 'HEAD~1')) ?? head ?? 'HEAD'
}

async function main() {
  checkNode()
  forgetNpmScript()
  process.chdir(ROOT)
  delete process.env.NODE_ENV
  stopOnSignals()
  const folder = await mkdtemp(path.join(tmpdir(), 'albumen-quick-'))
  const since = await base()
  const sources = async () => {
    await structure()
    await types()
    await lint()
  }
  const tests = async () => {
    await step('unit', () => vitest(['unit', 'unit-mocking'], folder))
    await step('integration, of changes', () =>
      vitest(['integration'], folder, ['--changed', since, '--passWithNoTests']),
    )
  }
  await Promise.all([sources(), tests()])
  await rm(folder, { recursive: true, force: true })
}

main().then(() => finish(), finish)
