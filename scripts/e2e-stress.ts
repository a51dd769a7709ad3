// `npm run e2e:stress -- [spec …] [--repeat 20] [--idle | --busy]`: every browser spec again and again, with the machine idle and with all its
// cores busy, against one build and one server. A test that fails once in twenty is a fault of the product or of the test: nothing is retried
// away. Ends with a line for each spec.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { childEnvironment } from '../lib/env'
import { ensureBuilt } from './build'
import { ROOT } from './setup.mjs'
import { countPlaywright } from './test-counts.mjs'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    repeat: { type: 'string', default: '20' },
    idle: { type: 'boolean', default: false },
    busy: { type: 'boolean', default: false },
  },
})

/** Keeps a core at work until it is ended. */
function startBurner(): ChildProcess {
  return spawn(process.execPath, ['-e', 'for (;;) Math.sqrt(Math.random())'], { stdio: 'ignore' })
}

async function run(busy: boolean): Promise<number> {
  const folder = await mkdtemp(path.join(tmpdir(), 'albumen-stress-'))
  const burners = busy ? Array.from({ length: availableParallelism() }, startBurner) : []
  try {
    const file = path.join(folder, 'playwright.json')
    const cli = path.join(ROOT, 'node_modules/@playwright/test/cli.js')
    const args = [cli, 'test', '--repeat-each', values.repeat, '--global-timeout', '0', ...positionals]
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      stdio: 'inherit',
      env: childEnvironment({ E2E_JSON: file }),
    })
    const status = await new Promise<number>((resolve) => child.once('exit', (code) => resolve(code ?? 1)))
    const report = JSON.parse(await readFile(file, 'utf8')) as { suites?: { file: string }[] }
    for (const suite of report.suites ?? []) {
      const { passed, failed } = countPlaywright({ suites: [suite] }, 0)
      process.stdout.write(
        `${suite.file.padEnd(32)}${String(passed).padStart(6)} passed${String(failed).padStart(6)} failed\n`,
      )
    }
    const { passed, failed, skipped } = countPlaywright(report, status)
    const how = busy ? 'all cores busy' : 'idle'
    process.stdout.write(`\n${how}, ${values.repeat} repeats: ${passed} passed, ${failed} failed, ${skipped} skipped\n`)
    return failed
  } finally {
    for (const burner of burners) burner.kill('SIGKILL')
    await rm(folder, { recursive: true, force: true })
  }
}

await ensureBuilt()
const rounds = values.idle === values.busy ? [false, true] : [values.busy]
let failed = 0
for (const busy of rounds) failed += await run(busy)
process.exit(failed > 0 ? 1 : 0)
