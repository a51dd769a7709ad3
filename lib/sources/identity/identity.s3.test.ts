import { randomBytes } from 'node:crypto'
import { eq } from 'drizzle-orm'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { albumPhotos } from '@/db/schema/albums'
import { type SourceRow, sources } from '@/db/schema/sources'
import { addAlbumPhotos } from '../../albums/change-photos'
import { createAlbum } from '../../albums/create-album'
import { trashPhoto } from '../../edits/trash-photo'
import { updatePhoto } from '../../edits/update-photo'
import { readOriginal } from '../../originals/read-original'
import { deletePhoto } from '../../photos/delete-photo'
import { getPhoto } from '../../photos/get-photo'
import { renditionKey } from '../../photos/keys'
import { forgetMissing } from '../objects/forget-missing'
import { lookAt } from '../objects/look-at'
import { scene } from '../testing/scenes'
import { SourceBucket } from '../testing/source-bucket'
import { SourceWorld, TEST_SECRET } from '../testing/source-world'

process.env.AUTH_SECRET = TEST_SECRET

const server = inject('s3')

describe.skipIf(!server)('photos of a source', () => {
  if (!server) return
  let world: SourceWorld
  let bucket: SourceBucket
  let source: SourceRow

  beforeAll(async () => {
    world = await SourceWorld.open(inject('databaseUrl'))
    await world.startWorker()
  }, 120_000)
  afterAll(() => world.close())
  beforeEach(async () => {
    bucket = await SourceBucket.open(server)
    source = await world.makeSource(world.anna, bucket.place, bucket.reader)
  })

  const anna = () => world.as(world.anna)
  const keys = async () => (await world.photosOf(source)).map(({ sourceKey }) => sourceKey)
  const told = async (...about: string[]) => {
    await lookAt(world.context(), { sourceId: source.id, keys: about })
    await world.quiet()
  }

  /** A picture that no other is. */
  const picture = () =>
    sharp(randomBytes(64 * 48 * 3), { raw: { width: 64, height: 48, channels: 3 } })
      .jpeg()
      .toBuffer()

  /** A photo with everything a person can give it. */
  async function cherished(key: string, content?: Buffer) {
    await bucket.put(key, content ?? (await picture()))
    await world.scan(source)
    const photo = await world.photoAt(source, key)
    await updatePhoto(anna(), { id: photo.id, patch: { title: 'Mine', tags: ['kept'], visibility: 'public' } })
    const album = await createAlbum(anna(), { title: 'A', description: '', visibility: 'private' })
    await addAlbumPhotos(anna(), album.id, [photo.id])
    return { id: photo.id, albumId: album.id }
  }

  async function expectCherished({ id, albumId }: { id: string; albumId: string }, key: string) {
    const photo = await world.photoAt(source, key)
    expect(photo).toMatchObject({ id, title: 'Mine', tags: ['kept'], visibility: 'public', missingAt: null })
    const held = await world.db.select().from(albumPhotos).where(eq(albumPhotos.albumId, albumId))
    expect(held.map(({ photoId }) => photoId)).toEqual([id])
    const file = await readOriginal(anna(), { id })
    await expect(file.open().then(({ body }) => body.destroy())).resolves.toBeDefined()
  }

  it('keep everything when their object moves, whatever the order of the keys', async () => {
    const photo = await cherished('m/middle.jpg')
    for (const to of ['z/later.jpg', 'a/earlier & other/ü.jpg']) {
      await bucket.move((await keys())[0] ?? '', to)
      expect(await world.scan(source)).toMatchObject({ moved: 1, added: 0, missing: 0, failed: 0 })
      expect(await keys()).toEqual([to])
      await expectCherished(photo, to)
    }
    expect((await world.photoAt(source, 'a/earlier & other/ü.jpg')).filename).toBe('ü.jpg')
  })

  it('follow their object when events tell of the copy first and of the deletion later', async () => {
    const photo = await cherished('old.jpg')
    await bucket.copy('old.jpg', 'new.jpg')
    await told('new.jpg')
    expect(await keys()).toEqual(['new.jpg', 'old.jpg'])
    await bucket.delete('old.jpg')
    await told('old.jpg')
    expect(await keys()).toEqual(['new.jpg'])
    await expectCherished(photo, 'new.jpg')
    await world.scan(source)
    expect(await keys()).toEqual(['new.jpg'])
  })

  it('are two when there is a copy, and the second knows of the first', async () => {
    await bucket.put('one.jpg', await picture())
    await world.scan(source)
    await bucket.copy('one.jpg', 'two.jpg')
    expect(await world.scan(source)).toMatchObject({ added: 1, moved: 0 })
    const [one, two] = await world.photosOf(source)
    expect(one?.copyOf).toBeNull()
    expect(two?.copyOf).toBe(one?.id)
    expect(await getPhoto(anna(), { id: two?.id ?? '' })).toMatchObject({
      copyOf: one?.id,
      source: { id: source.id, name: 'A source', key: 'two.jpg' },
    })
    await bucket.delete('one.jpg')
    expect(await world.scan(source)).toMatchObject({ missing: 1, moved: 0 })
    expect((await world.photosOf(source)).map(({ missingAt }) => missingAt !== null)).toEqual([true, false])
  })

  it('are made anew when they are saved again, and keep what a person has set', async () => {
    const facts = { taken: '2024:05:01 10:00:00', model: 'X1' }
    const photo = await cherished('a.jpg', await scene(1, facts))
    const before = await world.photoAt(source, 'a.jpg')
    await bucket.put('a.jpg', await scene(1, { ...facts, quality: 60 }))
    expect(await world.scan(source)).toMatchObject({ changed: 1, added: 0, ready: 1 })
    await expectCherished(photo, 'a.jpg')
    const after = await world.photoAt(source, 'a.jpg')
    expect(after.revision).toBe(before.revision + 1)
    expect(after.sha256).not.toBe(before.sha256)
    await expect(world.store.head(renditionKey(photo.id, before.revision, 'thumb'))).rejects.toMatchObject({
      code: 'not_found',
    })
    expect((await world.store.head(renditionKey(photo.id, after.revision, 'thumb'))).bytes).toBeGreaterThan(0)
  })

  it('say so when their object becomes one that cannot be read, and recover', async () => {
    const content = await picture()
    const photo = await cherished('a.jpg', content)
    await bucket.put('a.jpg', 'no picture at all')
    expect(await world.scan(source)).toMatchObject({ changed: 1, failed: 1 })
    expect(await world.photoAt(source, 'a.jpg')).toMatchObject({ status: 'failed', title: 'Mine' })
    expect(await world.scan(source)).toMatchObject({ bytesRead: 0 })
    await bucket.put('a.jpg', content)
    await world.scan(source)
    expect(await world.photoAt(source, 'a.jpg')).toMatchObject({ status: 'ready', failure: null })
    await expectCherished(photo, 'a.jpg')
  })

  it('are missing when their object has gone, shown as such to their owner, and back when it is back', async () => {
    const content = await picture()
    await bucket.put('a.jpg', content)
    await bucket.put('b.jpg', await picture())
    await world.scan(source)
    const { id } = await world.photoAt(source, 'a.jpg')
    await updatePhoto(anna(), { id, patch: { visibility: 'public' } })
    await bucket.delete('a.jpg')
    expect(await world.scan(source)).toMatchObject({ missing: 1 })
    expect(await getPhoto(anna(), { id })).toMatchObject({ missingAt: expect.any(String), status: 'ready' })
    expect(await getPhoto(world.as(world.ben), { id })).not.toHaveProperty('missingAt')
    const file = await readOriginal(anna(), { id })
    await expect(file.open()).rejects.toMatchObject({ code: 'not_found' })
    expect(await world.scan(source)).toMatchObject({ missing: 0 })
    await bucket.put('a.jpg', content)
    expect(await world.scan(source)).toMatchObject({ added: 0, bytesRead: 0 })
    expect(await world.photoAt(source, 'a.jpg')).toMatchObject({ id, missingAt: null })
  })

  it('are forgotten by hand, or after the time one sets, and only then', async () => {
    await bucket.put('a.jpg', await picture())
    await bucket.put('b.jpg', await picture())
    await world.scan(source)
    await bucket.delete('a.jpg')
    await world.scan(source)
    expect(await keys()).toEqual(['a.jpg', 'b.jpg'])
    await expect(forgetMissing(world.as(world.ben), { sourceId: source.id })).rejects.toMatchObject({
      code: 'not_found',
    })
    expect(await forgetMissing(anna(), { sourceId: source.id })).toBe(1)
    expect(await keys()).toEqual(['b.jpg'])
    await bucket.delete('b.jpg')
    await world.db.update(sources).set({ forgetAfterDays: 1 }).where(eq(sources.id, source.id))
    await world.scan(source)
    expect(await keys()).toEqual(['b.jpg'])
    await world.pool.query(`update photos set missing_at = now() - interval '25 hours' where source_id = $1`, [
      source.id,
    ])
    await world.scan(source)
    expect(await keys()).toEqual([])
  })

  it('stay away once they were deleted for ever, wherever their object moves, and their object stays', async () => {
    await bucket.put('a.jpg', await picture())
    await world.scan(source)
    const { id } = await world.photoAt(source, 'a.jpg')
    const before = await bucket.listing()
    await trashPhoto(anna(), { id })
    await world.scan(source)
    expect(await world.photoAt(source, 'a.jpg')).toMatchObject({ id, deletedAt: expect.any(Date) })
    await deletePhoto(anna(), { id })
    await world.quiet()
    await world.scan(source)
    expect(await keys()).toEqual([])
    expect(await bucket.listing()).toEqual(before)
    await expect(world.store.head(renditionKey(id, 1, 'thumb'))).rejects.toMatchObject({ code: 'not_found' })
    await bucket.move('a.jpg', 'b.jpg')
    await world.scan(source)
    expect(await keys()).toEqual([])
    expect((await world.objectAt(source, 'b.jpg'))?.state).toBe('hidden')
    await told('b.jpg')
    expect(await keys()).toEqual([])
  })

  it('come by events, each once, however often and in whatever order these come', async () => {
    await bucket.put('a b+ü%2F.jpg', await picture())
    await told('a b+ü%2F.jpg', 'unknown.jpg', '../x', 'a b+ü%2F.jpg')
    await told('a b+ü%2F.jpg')
    expect(await keys()).toEqual(['a b+ü%2F.jpg'])
    const { id, revision } = await world.photoAt(source, 'a b+ü%2F.jpg')
    expect(await world.scan(source)).toMatchObject({ added: 0, bytesRead: 0 })
    expect(await world.photoAt(source, 'a b+ü%2F.jpg')).toMatchObject({ id, revision, missingAt: null })
  })

  it('say what their sidecars say, as long as there are any', async () => {
    const xmp = (title: string) =>
      `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">${title}</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta>`
    await bucket.put('a.jpg', await picture())
    await bucket.put('b.jpg', await picture())
    await bucket.put('a.xmp', xmp('for the name'))
    await world.scan(source)
    const title = async (key: string) => (await world.photoAt(source, key)).title
    expect([await title('a.jpg'), await title('b.jpg')]).toEqual(['for the name', ''])
    await bucket.put('a.jpg.xmp', xmp('for the file'))
    const read = await world.scan(source)
    expect(read.bytesRead).toBeLessThan(1000)
    expect(await title('a.jpg')).toBe('for the file')
    const { id } = await world.photoAt(source, 'b.jpg')
    await updatePhoto(anna(), { id, patch: { title: 'by hand' } })
    await bucket.put('b.xmp', xmp('too late'))
    await bucket.delete('a.jpg.xmp')
    await world.scan(source)
    expect([await title('a.jpg'), await title('b.jpg')]).toEqual(['for the name', 'by hand'])
    await bucket.delete('a.xmp')
    await world.scan(source)
    expect(await title('a.jpg')).toBe('')
  })
})
