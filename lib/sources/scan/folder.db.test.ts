import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { inArray } from 'drizzle-orm'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { photos } from '@/db/schema/photos'
import type { SourceRow } from '@/db/schema/sources'
import { childEnvironment } from '../../env'
import { readOriginal } from '../../originals/read-original'
import { parseFilter } from '../../search/language/filter'
import { listPhotos } from '../../search/query/page'
import { latestScanOf } from '../ground/find-source'
import { listFolders } from '../manage/list-folders'
import { SourceWorld, TEST_SECRET } from '../testing/source-world'
import { acceptGone } from './accept-gone'
import { startScan } from './start-scan'

let base: string
let world: SourceWorld

beforeAll(async () => {
  base = await mkdtemp(path.join(tmpdir(), 'albumen-nas-'))
  process.env.AUTH_SECRET = TEST_SECRET
  process.env.SOURCE_ROOTS = base
  world = await SourceWorld.open(inject('databaseUrl'))
}, 120_000)
afterAll(async () => {
  await world.close()
  await rm(base, { recursive: true, force: true })
})

let root: string
let source: SourceRow
beforeEach(async () => {
  root = path.join(base, randomBytes(6).toString('hex'))
  await mkdir(root)
  source = await world.makeSource(world.anna, { kind: 'directory', path: root, visibility: 'public' })
})

const anna = () => world.as(world.anna)
const picture = () =>
  sharp(randomBytes(60 * 40 * 3), { raw: { width: 60, height: 40, channels: 3 } })
    .jpeg()
    .toBuffer()
const put = async (key: string, content?: Buffer) => {
  await mkdir(path.dirname(path.join(root, key)), { recursive: true })
  await writeFile(path.join(root, key), content ?? (await picture()))
}
const keys = async () => (await world.photosOf(source)).map(({ sourceKey }) => sourceKey)

/** Every file with its time and content. */
async function everything(): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name))
  const lines = files.map(
    async (file) => `${file} ${(await stat(file)).mtimeMs} ${(await readFile(file)).toString('base64')}`,
  )
  return (await Promise.all(lines)).sort()
}

describe('a folder of the server', () => {
  beforeAll(() => world.startWorker())
  afterAll(() => world.stopWorker())

  it('is shown in place: moved, changed, copied and deleted files, and nothing is written', async () => {
    for (const key of ['2019/a.jpg', '2019/b ü.jpg', '2020/c.jpg', 'notes.txt']) await put(key)
    const before = await everything()
    expect(await world.scan(source)).toMatchObject({ listed: 4, added: 3, ready: 3, skipped: 1 })
    expect(await everything()).toEqual(before)
    const ids = new Map((await world.photosOf(source)).map((photo) => [photo.sourceKey, photo.id]))
    expect(await world.scan(source)).toMatchObject({ added: 0, changed: 0, bytesRead: 0 })

    await rename(path.join(root, '2019'), path.join(root, 'renamed'))
    await put('2020/c.jpg')
    await utimes(path.join(root, 'renamed', 'a.jpg'), 1_000_000, 1_000_000)
    // Another picture in the place of one is another photo; the first is missing.
    expect(await world.scan(source)).toMatchObject({ moved: 2, added: 1, changed: 0, missing: 1, failed: 0 })
    expect(await keys()).toEqual(['2020/c.jpg', '2020/c.jpg', 'renamed/a.jpg', 'renamed/b ü.jpg'])
    expect((await world.photoAt(source, 'renamed/b ü.jpg')).id).toBe(ids.get('2019/b ü.jpg'))
    expect((await world.photoAt(source, '2020/c.jpg')).id).not.toBe(ids.get('2020/c.jpg'))

    const { body } = await (await readOriginal(anna(), { id: ids.get('2019/a.jpg') ?? '' })).open()
    expect(await buffer(body)).toEqual(await readFile(path.join(root, 'renamed/a.jpg')))
    await rm(path.join(root, 'renamed'), { recursive: true })
    expect(await world.scan(source)).toMatchObject({ missing: 2 })
  })

  it('a touched file is read, found to be the same, and shown as before', async () => {
    await put('a.jpg')
    await world.scan(source)
    const before = await world.photoAt(source, 'a.jpg')
    await utimes(path.join(root, 'a.jpg'), 1_000_000, 1_000_000)
    expect(await world.scan(source)).toMatchObject({ changed: 1, ready: 1 })
    expect(await world.photoAt(source, 'a.jpg')).toMatchObject({
      id: before.id,
      revision: 1,
      updatedAt: before.updatedAt,
    })
  })

  it('pauses, and marks nothing, when its disk is not mounted', async () => {
    await put('a.jpg')
    await world.scan(source)
    await rename(root, `${root}-disk`)
    const paused = (reason: string) =>
      world.until('it pauses', async () => {
        const scan = await latestScanOf(world.db, source.id)
        return scan?.status === 'paused' && scan.reason?.includes(reason)
      })
    await startScan(anna(), { sourceId: source.id })
    await paused('Is its disk mounted?')
    await mkdir(root)
    await startScan(anna(), { sourceId: source.id })
    await paused('is empty')
    expect((await world.photoAt(source, 'a.jpg')).missingAt).toBeNull()
    await rm(root, { recursive: true })
    await rename(`${root}-disk`, root)
    await startScan(anna(), { sourceId: source.id })
    await world.scanned(source)
    // Really emptied, it is another matter.
    await rm(path.join(root, 'a.jpg'))
    await startScan(anna(), { sourceId: source.id })
    await paused('is empty')
    await acceptGone(anna(), { sourceId: source.id })
    expect(await world.scanned(source)).toMatchObject({ missing: 1 })
  })

  it('is known by its folders to its owner, and to nobody else', async () => {
    for (const key of ['trips/rome/1.jpg', 'trips/rome/2.jpg', 'trips/3.jpg', 'x.jpg']) await put(key)
    await world.scan(source)
    const page = await listFolders(anna(), source.id, { prefix: 'trips/', limit: 10 })
    expect([page.here, page.count, page.items.map(({ name, count }) => `${name} ${count}`)]).toEqual([1, 3, ['rome 2']])
    const found = async (who: ReturnType<typeof anna>, text: string) =>
      (await listPhotos(who, { filter: parseFilter(new URLSearchParams(text)) })).items
    const here = `source=${source.id}`
    expect(await found(anna(), here)).toHaveLength(4)
    expect(await found(anna(), `${here}&folder=trips/rome/`)).toHaveLength(2)
    expect(await found(anna(), `${here}&folder=trips`)).toHaveLength(3)
    expect(await found(anna(), `${here}&folder=${encodeURIComponent('trip%')}`)).toEqual([])
    const ben = world.as(world.ben)
    // All four are public: the visitor sees them, and learns nothing of where they lie.
    expect(await found(ben, `owner=${world.anna.username}&q=-folder:none`)).not.toEqual([])
    for (const text of [here, 'folder=trips/', `folder=trips/&owner=${world.anna.username}`]) {
      expect(await found(ben, text), text).toEqual([])
    }
    const all = await found(ben, `owner=${world.anna.username}&q=${encodeURIComponent(`-source:${source.id}`)}`)
    expect(all.length).toBeGreaterThanOrEqual(4)
    expect(JSON.stringify(all)).not.toMatch(/trips|rome|sourceId|"source"/)
  })
})

describe('a worker that is killed during a scan', () => {
  const COUNT = 24

  function startProcess(): ChildProcess {
    const env = childEnvironment({
      DATABASE_URL: world.url,
      DATA_DIR: world.folder,
      AUTH_SECRET: TEST_SECRET,
      SOURCE_ROOTS: base,
      WORKER_CONCURRENCY: '2',
      LOG_LEVEL: 'error',
    })
    return spawn(process.execPath, ['--import', 'tsx', 'scripts/worker.ts'], { env, stdio: 'ignore' })
  }

  it('leaves everything to the next one, and nothing twice', async () => {
    for (let index = 0; index < COUNT; index++) await put(`p/${String(index).padStart(2, '0')}.jpg`)
    const before = await everything()
    await startScan(anna(), { sourceId: source.id })
    for (const least of [3, 9, 15]) {
      const worker = startProcess()
      await world.until(`${least} photos`, async () => (await keys()).length >= least)
      worker.kill('SIGKILL')
      await once(worker, 'exit')
    }
    const last = startProcess()
    try {
      expect(await world.scanned(source)).toMatchObject({ added: COUNT, failed: 0, missing: 0 })
    } finally {
      last.kill('SIGTERM')
      await once(last, 'exit')
    }
    const found = await world.photosOf(source)
    expect(found.map(({ sourceKey }) => sourceKey)).toEqual(
      Array.from({ length: COUNT }, (_, index) => `p/${String(index).padStart(2, '0')}.jpg`),
    )
    expect(found.every(({ status, copyOf }) => status === 'ready' && copyOf === null)).toBe(true)
    expect(await everything()).toEqual(before)
    // Every rendition in the store belongs to a photo.
    const kept = await readdir(path.join(world.folder, 'objects', 'renditions'), {
      recursive: true,
      withFileTypes: true,
    })
    const of = [...new Set(kept.filter((entry) => entry.isFile()).map(({ name }) => name.slice(0, 36)))]
    const known = await world.db.select({ id: photos.id }).from(photos).where(inArray(photos.id, of))
    expect(known).toHaveLength(of.length)
  }, 180_000)
})
