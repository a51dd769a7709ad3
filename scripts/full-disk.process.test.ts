// A disk that is full: probes say so, uploads are refused with the reason, and nothing half-written stays. Needs a small disk of its own.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync } from 'node:fs'
import { readdir, rm, stat, statfs, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { freePort } from './ports'
import { processesNaming } from './testing/clone'
import { Person } from './testing/person'
import { type StartedAlbumen, startAlbumen } from './testing/start-albumen'

const SIZE = '12m'
/** Whoever has it is told how much room is left. */
const METRICS_TOKEN = 'the metrics of a full disk'
const folder = mkdtempSync(path.join(tmpdir(), 'albumen-full-'))
const store = path.join(folder, 'store')
mkdirSync(store)

/** Only an administrator of the machine may mount one. */
function mountsSmallDisk(): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE},mode=0777`, 'tmpfs', store], { stdio: 'ignore' })
    return true
  } catch {
    console.error('SKIPPED: the disk that is full. Nobody but root may mount a small one.')
    return false
  }
}

const isMounted = mountsSmallDisk()
let albumen: StartedAlbumen | undefined

afterAll(async () => {
  albumen?.process.kill('SIGTERM')
  for (const pid of await processesNaming(folder)) process.kill(pid, 'SIGKILL')
  if (isMounted) execFileSync('umount', ['--lazy', store])
  await rm(folder, { recursive: true, force: true })
}, 60_000)

describe.skipIf(!isMounted)('a disk that is full', () => {
  let anna: Person

  beforeAll(async () => {
    const settings = { LOG_LEVEL: 'error', STORAGE_URL: pathToFileURL(store).href, METRICS_TOKEN }
    const variables = { PORT: String(await freePort()), ...settings }
    albumen = await startAlbumen({ dataDir: path.join(folder, 'data'), variables })
    anna = new Person(albumen.url, 'anna')
    await anna.join()
  }, 240_000)

  const picture = async (side: number) => {
    const data = await sharp({
      create: {
        width: side,
        height: side,
        channels: 3,
        background: '#888',
        noise: { type: 'gaussian', mean: 128, sigma: 60 },
      },
    })
      .jpeg({ quality: 95 })
      .toBuffer()
    return { name: `${side}.jpg`, data, sha256: createHash('sha256').update(data).digest('hex') }
  }
  type Picture = Awaited<ReturnType<typeof picture>>
  const announce = async (file: Picture) => {
    const [ticket] = await anna.requestUploads([file])
    if (!ticket || !('method' in ticket) || ticket.method !== 'PUT') throw new Error('not to be sent')
    return ticket
  }
  const add = ({ name, data }: Picture) => {
    const form = new FormData()
    form.append('file', new File([new Uint8Array(data)], name, { type: 'image/jpeg' }))
    return anna.form('/api/v1/photos', form)
  }
  const readyz = async () => {
    const reply = await fetch(`${albumen?.url}/readyz`, { headers: { authorization: `Bearer ${METRICS_TOKEN}` } })
    const { missing = [], freeBytes } = (await reply.json()) as { missing?: string[]; freeBytes: number }
    return { status: reply.status, missing, freeBytes }
  }
  /** All that lies in the store, with its size; but for what fills it and for the probe's own file. */
  const stored = async () => {
    const names = (await readdir(store, { recursive: true })).filter((name) => !/^(fill|probes)/.test(name))
    const files = await Promise.all(names.map(async (name) => [name, await stat(path.join(store, name))] as const))
    return files
      .filter(([, each]) => each.isFile())
      .map(([name, { size }]) => `${name} ${size}`)
      .sort()
  }
  const fill = async () => {
    const { bavail, bsize } = await statfs(store)
    // Whatever is left: the last page goes to a second file.
    await writeFile(path.join(store, 'fill'), Buffer.alloc(bavail * bsize)).catch(() => undefined)
    await writeFile(path.join(store, 'fill2'), Buffer.alloc(100_000)).catch(() => undefined)
  }

  it('is told by /readyz, refuses every upload with the reason, keeps what is there, and goes on when there is room', async () => {
    const [kept, more] = [await picture(300), await picture(500)]
    const first = (await (await add(kept)).json()) as { photos?: { id: string }[]; items?: { id: string }[] }
    const id = String((first.photos ?? first.items)?.[0]?.id)
    await vi.waitFor(
      async () =>
        expect(await (await anna.send('GET', `/api/v1/photos/${id}`)).json()).toMatchObject({ status: 'ready' }),
      { timeout: 60_000, interval: 250 },
    )
    expect(await readyz()).toMatchObject({ status: 200, missing: [] })
    const before = await stored()
    const ticket = await announce(more)
    await fill()

    await vi.waitFor(async () => expect(await readyz()).toMatchObject({ status: 503, missing: ['store'] }), {
      timeout: 30_000,
      interval: 500,
    })
    expect((await readyz()).freeBytes).toBeLessThan(256 * 1024)
    for (const refused of [
      await anna.send('PUT', String(ticket.url), more.data),
      await add(more),
      await anna.send('PUT', `/api/v1/photos/${id}/file`, more.data),
    ]) {
      expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '60'])
      expect(await refused.json()).toMatchObject({
        code: 'unavailable',
        detail: expect.stringContaining('no room left'),
      })
    }
    expect(await stored()).toEqual(before)
    const original = await anna.send('GET', `/api/v1/photos/${id}/original`)
    expect(Buffer.from(await original.arrayBuffer()).equals(kept.data)).toBe(true)
    expect((await anna.library()).map((photo) => photo.id)).toEqual([id])

    for (const name of ['fill', 'fill2']) await rm(path.join(store, name), { force: true })
    await vi.waitFor(async () => expect((await readyz()).status).toBe(200), { timeout: 30_000, interval: 500 })
    expect((await anna.send('PUT', String(ticket.url), more.data)).status).toBe(204)
    expect(await anna.completeUploads([ticket.photoId])).toMatchObject([
      { status: expect.stringMatching(/processing|ready/) },
    ])
  }, 240_000)
})
