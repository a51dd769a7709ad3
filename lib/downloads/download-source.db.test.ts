import { mkdir, mkdtemp, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { eq } from 'drizzle-orm'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { SourceRow } from '@/db/schema/sources'
import { users } from '@/db/schema/users'
import type { Context } from '../context/context'
import { SourceWorld, TEST_SECRET } from '../sources/testing/source-world'
import { requestDownload } from './request-download'
import { streamDownload } from './stream-download'
import { readZip } from './testing/read-zip'
import { EntryReader } from './zip-entry'

let base: string
let root: string
let world: SourceWorld
let source: SourceRow

const at = (name: string) => path.join(root, name)
const picture = (colour: string) =>
  sharp({ create: { width: 64, height: 48, channels: 3, background: colour } })
    .jpeg()
    .toBuffer()

async function zipOf(ctx: Context, filter = {}): Promise<Map<string, Buffer>> {
  const { url } = await requestDownload(ctx, { select: { filter } })
  const { body } = await streamDownload(ctx, url.split('/').at(-1) as string, { reader: new EntryReader(ctx, [1]) })
  return readZip(await buffer(body))
}

beforeAll(async () => {
  base = await mkdtemp(path.join(tmpdir(), 'albumen-zip-'))
  process.env.AUTH_SECRET = TEST_SECRET
  process.env.SOURCE_ROOTS = base
  world = await SourceWorld.open(inject('databaseUrl'))
  root = path.join(base, 'photos')
  await mkdir(root)
  for (const [index, name] of ['a.jpg', 'b.jpg', 'c.jpg', 'd.jpg'].entries())
    await writeFile(at(name), await picture(`rgb(${index * 60}, 90, 10)`))
  source = await world.makeSource(world.anna, { kind: 'directory', path: root, visibility: 'public' })
  await world.startWorker()
  await world.scan(source)
  await world.stopWorker()
  await world.db.update(users).set({ allowOriginals: true }).where(eq(users.id, world.anna.id))
}, 120_000)

afterAll(async () => {
  await world.close()
  await rm(base, { recursive: true, force: true })
})

describe('a zip of photos in a source', () => {
  const mine = () => zipOf(world.as(world.anna), { owner: 'me' })

  it('holds touched and changed files as they are now', async () => {
    await utimes(at('a.jpg'), 1_000_000, 1_000_000)
    await writeFile(at('b.jpg'), await picture('white'))
    const entries = await mine()
    expect([...entries.keys()]).toEqual(['a.jpg', 'b.jpg', 'c.jpg', 'd.jpg'])
    for (const [name, bytes] of entries) expect(bytes).toEqual(await readFile(at(name)))
  })

  it('gives nobody else what has changed since it was read: it may be another picture', async () => {
    await writeFile(at('b.jpg'), await picture('white'))
    const strangers = await zipOf(world.as(world.ben), { owner: world.anna.username })
    const note = strangers.get('not included.txt')?.toString() ?? ''
    expect(note).toMatch(/^\d of 4 photos are not in this zip/)
    expect(note).not.toMatch(/b\.jpg|source|folder/i)
    const white = await sharp(await picture('white'))
      .raw()
      .toBuffer()
    for (const [name, bytes] of strangers)
      if (name !== 'not included.txt') expect(await sharp(bytes).raw().toBuffer()).not.toEqual(white)
  })

  it('names what is away, file by file', async () => {
    await rename(at('c.jpg'), `${base}/c.jpg`)
    const entries = await mine()
    await rename(`${base}/c.jpg`, at('c.jpg'))
    expect([...entries.keys()]).toEqual(['a.jpg', 'b.jpg', 'd.jpg', 'not included.txt'])
    expect(entries.get('not included.txt')?.toString()).toBe(
      '1 of 4 photos are not in this zip.\n\nc.jpg: Its file is not there any more.\n',
    )
  })

  it('is a status with the reason when nothing of it can be had', async () => {
    await rename(root, `${root}-disk`)
    await expect(mine()).rejects.toMatchObject({ code: 'unavailable' })
    await rename(`${root}-disk`, root)
  })
})
