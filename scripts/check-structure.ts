import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { missingFromLock } from './lock-file'
import { ROOT } from './setup.mjs'
import { checkStructure } from './structure-rules'

const FOLDERS = ['app', 'components', 'lib', 'db', 'scripts', 'e2e']

async function readSources(): Promise<Map<string, string>> {
  const found = await Promise.all(FOLDERS.map((folder) => filesIn(folder)))
  const top = (await readdir(ROOT, { withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
  const files = [...found.flat(), ...top].filter((file) => /\.(tsx?|mjs|js)$/.test(file) && file !== 'next-env.d.ts')
  const read = files
    .sort()
    .map(async (file): Promise<[string, string]> => [file, await readFile(path.join(ROOT, file), 'utf8')])
  return new Map(await Promise.all(read))
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(path.join(ROOT, folder), { withFileTypes: true, recursive: true }).catch(() => [])
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
}

const lock = await readFile(path.join(ROOT, 'package-lock.json'), 'utf8')
const sources = await readSources()
const faults = [...checkStructure(sources), ...missingFromLock(JSON.parse(lock))]
for (const fault of faults) process.stdout.write(`${fault}\n`)
process.stdout.write(`${sources.size} files, ${faults.length} faults\n`)
process.exit(faults.length === 0 && sources.size > 0 ? 0 : 1)
