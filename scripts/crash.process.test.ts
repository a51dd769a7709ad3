import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from './ports'
import { processesNaming } from './testing/clone'
import { Person } from './testing/person'
import { seededRandom } from './testing/random'
import { type StartedAlbumen, startAlbumen } from './testing/start-albumen'
import { type RunningFile, UploadRun } from './testing/upload-run'

/**
 * `kill -9` of web, worker, Postgres or everything at any moment of a 200-photo upload, then a start: no acknowledged
 * photo is lost, none is half there, the rest can be sent again.
 * CRASH_SEEDS=50 runs fifty new seeds, CRASH_SEED=1234 that one, CRASH_PHOTOS sets how many photos.
 */
const PHOTOS = Number(process.env.CRASH_PHOTOS ?? 200)
const SEEDS = process.env.CRASH_SEED
  ? [Number(process.env.CRASH_SEED)]
  : Array.from({ length: Number(process.env.CRASH_SEEDS ?? 3) }, () => Math.floor(Math.random() * 1e9))
/** At most; then the last one, of everything. */
const KILLS = 3

const TARGETS = [
  ['web'],
  ['worker'],
  ['postgres'],
  ['web', 'worker'],
  ['worker', 'postgres'],
  ['web', 'worker', 'postgres'],
]

let folder: string
let dataDir: string
let variables: Record<string, string>
let albumen: StartedAlbumen
let picture: Buffer

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'albumen-crash-'))
  dataDir = path.join(folder, 'data')
  variables = { PORT: String(await freePort()), LOG_LEVEL: 'error' }
  albumen = await startAlbumen({ dataDir, variables })
  picture = await sharp({
    create: {
      width: 96,
      height: 64,
      channels: 3,
      background: '#357',
      noise: { type: 'gaussian', mean: 120, sigma: 50 },
    },
  })
    .jpeg()
    .toBuffer()
}, 240_000)

afterAll(async () => {
  await albumen?.stop()
  for (const pid of await processesNaming(dataDir)) process.kill(pid, 'SIGKILL')
  await rm(folder, { recursive: true, force: true })
}, 60_000)

describe('kill -9 during an upload', () => {
  it.each(SEEDS)(`of ${PHOTOS} photos loses nothing that was acknowledged (CRASH_SEED=%i)`, async (seed) => {
    const random = seededRandom(seed)
    const person = new Person(albumen.url, `crash-${seed.toString(36)}`)
    await person.join()
    const files = Array.from({ length: PHOTOS }, (_, n) => makeFile(seed, n))
    const upload = new UploadRun(person, files, random)
    const uploading = upload.run()
    await killNowAndThen(upload, random)
    upload.end()
    await killEverything()
    await uploading
    expect(upload.violations).toEqual([])
    const acknowledged = files.filter((file) => file.acknowledged)
    const arrived = files.filter((file) => file.arrived)
    process.stdout.write(
      `seed ${seed}: ${arrived.length} arrived, ${acknowledged.length} acknowledged at the last kill\n`,
    )

    albumen = await startAlbumen({ dataDir, variables })
    const after = await person.library()
    expect(after.filter((photo) => photo.status === 'failed')).toEqual([])
    expect(acknowledged.filter((file) => !after.some((photo) => photo.id === file.photoId))).toEqual([])
    expect(after.length).toBe(new Set(after.map((photo) => photo.sha256)).size)
    await expectWhole(
      person,
      after.filter((photo) => photo.status === 'ready'),
      files,
    )

    await expectArrivedCompletes(person, arrived)
    const resumed = new UploadRun(
      person,
      files.filter((file) => file.photoId && !file.arrived),
      random,
    )
    await resumed.run()
    expect(resumed.violations).toEqual([])
    const again = files.map(({ name, data, sha256 }): RunningFile => ({ name, data, sha256 }))
    const rest = new UploadRun(person, again, random)
    await rest.run()
    expect(rest.violations).toEqual([])
    for (const [n, file] of files.entries()) if (file.acknowledged) expect(again[n]?.photoId).toBe(file.photoId)

    const ready = await allReady(person)
    expect(ready.map((photo) => photo.sha256).sort()).toEqual(files.map((file) => file.sha256).sort())
    await expectWhole(person, ready, files)
    await expectNoTornObject()
  })
})

/** The same small picture with a comment of its own, so that no two files are the same. */
function makeFile(seed: number, n: number): RunningFile {
  const text = Buffer.from(`photo ${n} of ${seed} ${'.'.repeat((n * 37) % 3000)}`)
  const comment = Buffer.concat([Buffer.from([0xff, 0xfe, (text.length + 2) >> 8, (text.length + 2) & 255]), text])
  const data = Buffer.concat([picture.subarray(0, 2), comment, picture.subarray(2)])
  return { name: `IMG_${n}.jpg`, data, sha256: createHash('sha256').update(data).digest('hex') }
}

interface Running {
  pid: number
  children: Record<string, { pid: number }>
}

const running = async (): Promise<Running> => JSON.parse(await readFile(path.join(dataDir, 'running.json'), 'utf8'))

/** Kills at moments that the seed chooses by how far the upload has come; leaves when the last moment has come. */
async function killNowAndThen(upload: UploadRun, random: () => number): Promise<void> {
  const kills = Math.floor(random() * (KILLS + 1))
  const moments = Array.from({ length: kills + 1 }, () => Math.floor(random() * PHOTOS * 0.95)).sort((a, b) => a - b)
  for (const [kill, moment] of moments.entries()) {
    while (upload.arrived < moment && upload.violations.length === 0) await sleep(5)
    await sleep(random() * 60)
    if (kill === kills || upload.violations.length > 0) return
    const names = TARGETS[Math.floor(random() * TARGETS.length)] ?? []
    const { children } = await running()
    for (const name of names) killNow(children[name]?.pid)
  }
}

async function killEverything(): Promise<void> {
  const { pid, children } = await running()
  for (const one of [pid, ...Object.values(children).map((child) => child.pid)]) killNow(one)
  while ((await processesNaming(dataDir)).length > 0) {
    for (const one of await processesNaming(dataDir)) killNow(one)
    await sleep(50)
  }
}

function killNow(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(pid, 'SIGKILL')
  } catch {
    // It has gone by itself, or is being started again.
  }
}

/** What was said to have arrived is there: it is acknowledged without being sent again. */
async function expectArrivedCompletes(person: Person, arrived: RunningFile[]): Promise<void> {
  if (arrived.length === 0) return
  const photos = await person.completeUploads(arrived.map((file) => file.photoId as string))
  expect(photos.filter((photo) => photo.status !== 'processing' && photo.status !== 'ready')).toEqual([])
}

async function allReady(person: Person) {
  for (const deadline = Date.now() + 120_000; ; await sleep(200)) {
    const photos = await person.library()
    if (photos.every((photo) => photo.status === 'ready')) return photos
    if (Date.now() > deadline)
      throw new Error(`not ready: ${JSON.stringify(photos.filter((p) => p.status !== 'ready').slice(0, 3))}`)
  }
}

/** Original and renditions of every photo come whole. */
async function expectWhole(
  person: Person,
  photos: Awaited<ReturnType<Person['library']>>,
  files: RunningFile[],
): Promise<void> {
  const left = [...photos]
  const worker = async () => {
    for (let photo = left.pop(); photo; photo = left.pop()) {
      const original = await person.bytes(`/api/v1/photos/${photo.id}/original`)
      expect(createHash('sha256').update(original).digest('hex')).toBe(photo.sha256)
      expect(files.some((file) => file.sha256 === photo.sha256)).toBe(true)
      if (!photo.renditions) throw new Error(`the ready photo ${photo.id} has no renditions`)
      expect(isWhole(await person.bytes(photo.renditions.thumb.url))).toBe(true)
      expect(isWhole(await person.bytes(photo.renditions.preview.url))).toBe(true)
    }
  }
  await Promise.all(Array.from({ length: 4 }, worker))
}

/** A JPEG from its first to its last marker, or a WebP as long as it says. */
function isWhole(data: Buffer): boolean {
  if (data.subarray(0, 4).toString('latin1') === 'RIFF') return data.readUInt32LE(4) + 8 === data.length
  return data.readUInt16BE(0) === 0xffd8 && data.readUInt16BE(data.length - 2) === 0xffd9
}

/** Nothing in the store carries a name and is not whole. */
async function expectNoTornObject(): Promise<void> {
  const root = path.join(dataDir, 'objects')
  const names = await readdir(root, { recursive: true, withFileTypes: true })
  const stored = names.filter((entry) => entry.isFile() && !entry.parentPath.includes('.tmp'))
  expect(stored.length).toBeGreaterThan(PHOTOS)
  for (const entry of stored) {
    const file = path.join(entry.parentPath, entry.name)
    expect(isWhole(await readFile(file)), file).toBe(true)
  }
}
