import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'

// A child starts each time the owner of the photos changes: through tsx that takes 0.9 s of processor time, as one bundled file 0.2 s.
const ROOT = process.cwd()
const PLACE = join(ROOT, '.cache/decoder')

/**
 * The program of a decoder child as one file. The build makes it; whoever finds it older than its sources (in development, in tests)
 * makes it anew. The first line says of which files it was made, with their times and sizes.
 * @param {string} program its source, from the project's root
 * @returns {Promise<string>} path of the file
 * @throws Error where it must be made and cannot be written, or esbuild is not installed
 */
export async function decoderBundle(program) {
  const file = join(PLACE, `${basename(program, '.ts')}.mjs`)
  if (isCurrent(file)) return file
  const { build } = await import('esbuild')
  const { outputFiles, metafile } = await build({
    entryPoints: [join(ROOT, program)],
    absWorkingDir: ROOT,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    metafile: true,
    write: false,
  })
  const made = Object.keys(metafile.inputs).map((input) => [input, factsOf(input)])
  mkdirSync(PLACE, { recursive: true })
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, `//${JSON.stringify(made)}\n${outputFiles[0].text}`)
  renameSync(draft, file)
  return file
}

function isCurrent(file) {
  try {
    const text = readFileSync(file, 'utf8')
    return JSON.parse(text.slice(2, text.indexOf('\n'))).every(([input, facts]) => factsOf(input) === facts)
  } catch {
    // None yet, or one of its files is gone.
    return false
  }
}

function factsOf(input) {
  const { mtimeMs, size } = statSync(join(ROOT, input))
  return `${Math.floor(mtimeMs)} ${size}`
}
