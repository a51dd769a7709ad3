// The steps of `npm test` and `npm run quick`: commands, what they count, and the lines that tell of them.
import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { PlainError, ROOT } from './setup.mjs'
import { countPlaywright, countVitest } from './test-counts.mjs'

// The longest step is the browser's (38 minutes at most by its own limit); all of .ci/run has 60.
const LIMIT_MS = 40 * 60_000
const totals = { passed: 0, failed: 0, skipped: 0 }
const skippedNames = []
const notices = []
const running = new Set()

/** Says something once all is done. */
export function notice(text) {
  notices.push(text)
}

/** Whether a step has failed so far. */
export const hasFailed = () => totals.failed > 0

/** A command in its own process group, ended as a whole when it takes too long or when we are told to stop. */
export function command(name, args, variables = {}) {
  return new Promise((resolve) => {
    const child = spawn(name, args, {
      cwd: ROOT,
      env: { ...process.env, ...variables },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    })
    running.add(child)
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
      running.delete(child)
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

/** Ends what runs, and us, when we are told to. */
export function stopOnSignals() {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      const wait = running.size > 0 ? 2_000 : 0
      for (const child of running) endGroup(child, 'SIGTERM')
      process.stdout.write(`\nStopped by ${signal}.\n`)
      setTimeout(() => process.exit(130), wait)
    })
  }
}

/** Runs a step, adds its counts, prints its line and, where something failed, its output. */
export async function step(name, work) {
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

/** Runs a script of a package. */
export const node = (script, args, variables) =>
  command(process.execPath, [path.join(ROOT, 'node_modules', ...script.split('/')), ...args], variables)

/** The counts of a command that is one check. */
export const asOne = ({ status, output }) => ({
  passed: status === 0 ? 1 : 0,
  failed: status === 0 ? 0 : 1,
  skipped: 0,
  output,
})

export const structure = () =>
  step('structure', async () => asOne(await node('tsx/dist/cli.mjs', ['scripts/check-structure.ts'])))
export const types = () => step('types', async () => asOne(await node('typescript/bin/tsc', ['--noEmit'])))
export const lint = () =>
  step('lint', async () => asOne(await node('@biomejs/biome/bin/biome', ['ci', '--max-diagnostics=50', '.'])))

/**
 * Runs vitest's projects.
 * @param {string[]} projects
 * @param {string} folder where its report is put
 * @param {string[]} more arguments
 * @returns counts and output; the loud notices in it are said again at the end
 */
export async function vitest(projects, folder, more = []) {
  const file = path.join(folder, `${projects[0]}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const named = projects.flatMap((project) => ['--project', project])
  const { status, output } = await node('vitest/vitest.mjs', ['run', ...named, ...reporters, ...more])
  const loud = /={20,}\n[\s\S]*?={20,}/.exec(output)?.[0]
  if (loud) notice(loud)
  const report = await readJson(file)
  if (status === 0 && more.includes('--passWithNoTests') && !report?.numTotalTests)
    return { passed: 0, failed: 0, skipped: 0, output }
  return { ...countVitest(report, status), output }
}

/** Runs the specs of the browser. @param {string} folder where its report is put */
export async function playwright(folder) {
  const file = path.join(folder, 'playwright.json')
  const { status, output } = await node('@playwright/test/cli.js', ['test'], { E2E_JSON: file })
  return { ...countPlaywright(await readJson(file), status), output }
}

async function readJson(file) {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch {
    return undefined
  }
}

/** The end: what was skipped, and the counts alone on the last line. */
export function finish(error) {
  if (error) {
    totals.failed += 1
    process.stdout.write(`\n${error instanceof PlainError ? error.message : (error?.stack ?? error)}\n`)
  }
  for (const text of notices) process.stdout.write(`\n${text}\n`)
  if (skippedNames.length > 0)
    process.stdout.write(`\nSkipped tests:\n${skippedNames.map((name) => `  ${name}`).join('\n')}\n`)
  const nothing = totals.passed === 0 && totals.failed === 0
  process.stdout.write(`\n${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped\n`, () => {
    process.exit(totals.failed > 0 || nothing ? 1 : 0)
  })
}
