import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

// What a decoder child runs first: its program bundled into one file, made once and kept. A child starts each time the owner of the
// photos changes; through tsx that takes 0.9 s of processor time, so 0.2 s.
const ROOT = process.cwd()
const PROGRAM = process.argv[2] ?? ''
const CACHE = join(ROOT, 'node_modules/.cache/albumen')
const SOURCES = ['lib/imaging', 'lib/imaging/testing', 'lib/media/media-types.ts']

function stamp() {
  const hash = createHash('sha256').update(PROGRAM)
  for (const source of SOURCES) {
    const path = join(ROOT, source)
    const names = source.endsWith('.ts') ? [''] : readdirSync(path).filter((name) => name.endsWith('.ts'))
    for (const name of names) {
      const { mtimeMs, size } = statSync(join(path, name))
      hash.update(`${source}/${name} ${mtimeMs} ${size}\n`)
    }
  }
  return hash.digest('hex').slice(0, 16)
}

async function bundle() {
  const file = join(CACHE, `decoder-${stamp()}.mjs`)
  try {
    statSync(file)
  } catch {
    const { build } = await import('esbuild')
    const options = {
      bundle: true,
      format: 'esm',
      platform: 'node',
      packages: 'external',
      write: false,
      absWorkingDir: ROOT,
    }
    const { outputFiles } = await build({ ...options, entryPoints: [join(ROOT, PROGRAM)] })
    mkdirSync(CACHE, { recursive: true })
    const draft = `${file}.${process.pid}`
    writeFileSync(draft, outputFiles[0].contents)
    renameSync(draft, file)
  }
  return file
}

// Where nothing can be written the sources are run as they are.
const file = await bundle().catch(async () => {
  await import('tsx')
  return join(ROOT, PROGRAM)
})
await import(pathToFileURL(file).href)
