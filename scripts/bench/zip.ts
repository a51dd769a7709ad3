import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { link, mkdir, mkdtemp, open, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs, promisify } from 'node:util'
import { connect } from '../../db/client'
import { migrateDatabase } from '../../db/migrate'
import { makePhoto, makeUser } from '../../db/testing/factories'
import type { Context } from '../../lib/context/context'
import { requestDownload } from '../../lib/downloads/request-download'
import { streamDownload } from '../../lib/downloads/stream-download'
import { DirectoryStore } from '../../lib/storage/directory'
import { startPostgres } from '../postgres'
import { machineFacts } from './machine'

const MB = 1024 ** 2
const RESULT = fileURLToPath(new URL('./results/zip.md', import.meta.url))
const GOAL_MB = 100
/** Reads every entry and compares its CRC; says nothing when all is well. */
const CHECK = `
import sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as z:
    bad = z.testzip()
    assert bad is None, bad
    names = z.namelist()
    print(len(names), len(set(names)), sum(i.file_size for i in z.infolist()))
`

/**
 * `npm run bench:zip -- [--gigabytes 20] [--each 100]`: one zip of that many bytes of originals (`each` MB apiece, all the same file behind
 * hard links) from the directory store to a file, the most memory the process had above what it had before, and whether Python's
 * zipfile reads every entry back with the right checksum.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { gigabytes: { type: 'string', default: '20' }, each: { type: 'string', default: '100' } },
  })
  const each = Number(values.each) * MB
  const count = Math.ceil((Number(values.gigabytes) * 1024 * MB) / each)
  const scratch = await mkdtemp(path.join(tmpdir(), 'albumen-bench-'))
  const postgres = await startPostgres(path.join(scratch, 'postgres'))
  try {
    await migrateDatabase(postgres.url)
    const { db, pool } = connect(postgres.url, 2, (error) => console.error(error))
    const user = await makeUser(db)
    const root = path.join(scratch, 'objects')
    const actor = { kind: 'user', userId: user.id, username: '', name: '', role: 'user', sessionId: '' } as const
    const ctx: Context = { actor, db, store: new DirectoryStore(root) }
    const ids: string[] = []
    for (let index = 0; index < count; index++) {
      const photo = await makePhoto(db, user.id, { bytes: each, filename: `IMG_${index % 9}.jpg` })
      ids.push(photo.id)
      await linkOriginal(path.join(scratch, 'original'), path.join(root, photo.objectKey), each)
    }
    const file = path.join(scratch, 'all.zip')
    const { url } = await requestDownload(ctx, { select: { ids } })
    globalThis.gc?.()
    const before = process.memoryUsage().rss
    let peak = before
    const watch = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().rss)
    }, 50)
    const started = performance.now()
    const { body } = await streamDownload(ctx, url.slice(url.lastIndexOf('/') + 1))
    await pipeline(body, createWriteStream(file))
    const seconds = (performance.now() - started) / 1000
    clearInterval(watch)
    const { size } = await stat(file)
    const { stdout } = await promisify(execFile)('python3', ['-c', CHECK, file])
    await pool.end()
    await report({ count, each, size, seconds, above: peak - before, peak, checked: stdout.trim() })
  } finally {
    await postgres.stop()
    await rm(scratch, { recursive: true, force: true })
  }
}

async function linkOriginal(original: string, target: string, bytes: number): Promise<void> {
  if (!(await stat(original).catch(() => null))) {
    const handle = await open(original, 'w')
    for (let at = 0; at < bytes; at += MB) await handle.write(randomBytes(Math.min(MB, bytes - at)))
    await handle.close()
  }
  await mkdir(path.dirname(target), { recursive: true })
  await link(original, target)
}

interface Measured {
  count: number
  each: number
  size: number
  seconds: number
  above: number
  peak: number
  checked: string
}

async function report({ count, each, size, seconds, above, peak, checked }: Measured): Promise<void> {
  const [entries, names, bytes] = checked.split(' ').map(Number)
  if (entries !== count || names !== count || bytes !== count * each) throw new Error(`The zip holds ${checked}.`)
  const megabytes = above / MB
  const verdict = megabytes <= GOAL_MB ? 'met' : `missed by ${(megabytes - GOAL_MB).toFixed(0)} MB`
  const text = `# A large zip

\`npm run bench:zip\`: ${count} originals of ${each / MB} MB in the directory store, streamed into one zip (stored, ZIP64).

${machineFacts()}

| what | measured | goal |
|---|---|---|
| bytes of the zip | ${size} (${(size / MB / 1024).toFixed(1)} GB) | |
| megabytes a second, to a file on the same disk | ${(size / MB / seconds).toFixed(0)} | |
| most memory above what the process had before (MB) | ${megabytes.toFixed(0)} | ≤ ${GOAL_MB}: ${verdict} |
| most memory of the process (MB) | ${(peak / MB).toFixed(0)} | |
| entries, distinct names, bytes read back by Python's zipfile, all checksums right | ${entries}, ${names}, ${bytes} | ${count}, ${count}, ${count * each} |
`
  await writeFile(RESULT, text)
  process.stdout.write(text)
}

await main()
