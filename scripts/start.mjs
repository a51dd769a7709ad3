// `npm start`: installs what is missing with node builtins only, then hands over to supervise.ts in this same process.
import { closeSync } from 'node:fs'
import { checkNode, endOnSignal, ensureInstalled, forgetNpmScript, lockProject, PlainError, ROOT } from './setup.mjs'

const early = () => endOnSignal('SIGTERM')
const interrupted = () => endOnSignal('SIGINT')

async function main() {
  checkNode()
  const underNpm = process.env.npm_lifecycle_event !== undefined
  forgetNpmScript()
  process.chdir(ROOT)
  process.on('SIGTERM', early)
  process.on('SIGINT', interrupted)
  process.stdout.write('Albumen starts\n')
  const started = performance.now()
  const lock = await lockProject()
  const done = await ensureInstalled(lock)
  if (lock !== undefined) closeSync(lock)
  const { register } = await import('tsx/esm/api')
  register()
  const { supervise } = await import('./supervise.ts')
  process.off('SIGTERM', early)
  process.off('SIGINT', interrupted)
  await supervise({
    dev: process.argv.includes('--dev'),
    underNpm,
    installed: { done, ms: performance.now() - started },
  })
}

main().catch((error) => {
  const plain = error instanceof PlainError || error?.plain === true
  process.stderr.write(`\n${plain ? error.message : (error?.stack ?? error)}\n`)
  process.exit(1)
})
