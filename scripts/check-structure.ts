import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { deadCitations, undescribedRooms } from './cited-files'
import { missingFromLock } from './lock-file'
import { ROOT } from './setup.mjs'
import { ORDER } from './structure-order'
import { checkStructure, rulesInSql } from './structure-rules'

const FOLDERS = ['app', 'components', 'lib', 'db', 'scripts', 'e2e', 'docs']

/** Every file of the project's own folders and of its top. */
async function listFiles(): Promise<string[]> {
  const found = await Promise.all(FOLDERS.map((folder) => filesIn(folder)))
  const top = (await readdir(ROOT, { withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
  return [...found.flat(), ...top].filter((file) => file !== 'next-env.d.ts').sort()
}

async function readTexts(files: string[]): Promise<Map<string, string>> {
  const read = files.map(
    async (file): Promise<[string, string]> => [file, await readFile(path.join(ROOT, file), 'utf8')],
  )
  return new Map(await Promise.all(read))
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(path.join(ROOT, folder), { withFileTypes: true, recursive: true }).catch(() => [])
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
}

const lock = await readFile(path.join(ROOT, 'package-lock.json'), 'utf8')
const files = await listFiles()
const texts = await readTexts(files.filter((file) => /\.(tsx?|mjs|js|md|css|sql)$/.test(file)))
const sources = new Map([...texts].filter(([file]) => /\.(tsx?|mjs|js)$/.test(file)))
const faults = [
  ...checkStructure(sources),
  ...rulesInSql(texts),
  ...deadCitations(texts, files),
  ...undescribedRooms(ORDER, texts.get('docs/architecture.md') ?? ''),
  ...missingFromLock(JSON.parse(lock)),
]
for (const fault of faults) process.stdout.write(`${fault}\n`)
process.stdout.write(`${sources.size} files, ${faults.length} faults\n`)
process.exit(faults.length === 0 && sources.size > 0 ? 0 : 1)
