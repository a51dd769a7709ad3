import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { albumPhotos, albums } from '@/db/schema/albums'
import { photos } from '@/db/schema/photos'
import { sources } from '@/db/schema/sources'
import { makePhoto } from '@/db/testing/factories'
import { putInAlbum } from '../albums/change-photos'
import { deletePhotos } from '../edits/trash-photos'
import { updatePhotos } from '../edits/update-photos'
import { refusal } from '../photos/testing/refusal'
import { inWorld, type World } from '../photos/testing/world'
import { addSamples } from './add-samples'
import { countSamples } from './count-samples'
import { discardSamples } from './discard-samples'
import { SAMPLE_CONTENTS, SAMPLE_FOLDER } from './sample-contents'

const rowsOf = ({ db }: World, ownerId: string) => db.select().from(photos).where(eq(photos.ownerId, ownerId))

test('the contents are those of the files', async () => {
  const names = (await readdir(SAMPLE_FOLDER)).sort()
  const found = await Promise.all(names.map((name) => readFile(path.join(SAMPLE_FOLDER, name))))
  const contents = found.map((data) => createHash('sha256').update(data).digest('hex'))
  expect(contents.length).toBeGreaterThanOrEqual(12)
  expect(SAMPLE_CONTENTS).toEqual(expect.arrayContaining(contents))
})

test(
  'they arrive private, once, in an album, and go for ever with what was changed and trashed; what is one’s own stays',
  inWorld(async (world) => {
    const { as, anna, ben, db } = world
    const own = await makePhoto(db, anna.id)
    const added = await addSamples(as(anna))
    expect(added.album?.created).toBe(true)
    expect(await countSamples(as(anna))).toEqual({ photos: added.photos })
    expect(await addSamples(as(anna))).toMatchObject({ photos: added.photos, album: { created: false } })
    await addSamples(as(ben))
    const samples = (await rowsOf(world, anna.id)).filter(({ id }) => id !== own.id)
    expect(samples).toHaveLength(added.photos)
    expect(new Set(samples.map(({ visibility }) => visibility))).toEqual(new Set(['private']))
    const [first, second, replaced] = samples.map(({ id }) => id) as [string, string, string]
    await updatePhotos(as(anna), { select: { ids: [first] }, set: { title: 'Mine', visibility: 'public', rating: 1 } })
    await deletePhotos(as(anna), { select: { ids: [second] } })
    // Another file in its place, a picture of one's own.
    await db
      .update(photos)
      .set({ sha256: 'a'.repeat(64) })
      .where(eq(photos.id, replaced))
    expect(await discardSamples(as(anna))).toEqual({ photos: added.photos - 1, albums: 0 })
    expect((await rowsOf(world, anna.id)).map(({ id }) => id).sort()).toEqual([own.id, replaced].sort())
    expect(await countSamples(as(ben))).toEqual({ photos: added.photos })
  }),
)

test(
  'the album goes where nothing else is in it; nobody has samples without logging in',
  inWorld(async (world) => {
    const { as, anna, db } = world
    const { photos: count, album } = await addSamples(as(anna))
    expect(await discardSamples(as(anna))).toEqual({ photos: count, albums: 1 })
    expect(await discardSamples(as(anna))).toEqual({ photos: 0, albums: 0 })
    const again = await addSamples(as(anna))
    const own = await makePhoto(db, anna.id)
    await putInAlbum(as(anna), again.album?.id ?? '', [own.id])
    expect(again.album?.id).not.toBe(album?.id)
    expect(await discardSamples(as(anna))).toEqual({ photos: count, albums: 0 })
    const left = and(eq(albumPhotos.albumId, again.album?.id ?? ''), eq(albumPhotos.photoId, own.id))
    expect(await db.$count(albumPhotos, left)).toBe(1)
    expect(await db.$count(albums, eq(albums.ownerId, anna.id))).toBe(1)
    for (const verb of [addSamples, countSamples, discardSamples])
      expect(await refusal(verb(world.anonymous))).toBe('unauthenticated')
  }),
)

test(
  'a source’s picture of the same content is none',
  inWorld(async ({ as, anna, db }) => {
    const [sha256 = ''] = SAMPLE_CONTENTS
    const [source] = await db
      .insert(sources)
      .values({ ownerId: anna.id, name: 'Old disk', kind: 'directory', path: '/nowhere' })
      .returning({ id: sources.id })
    await makePhoto(db, anna.id, { sha256, sourceId: source?.id ?? null, sourceKey: 'dunes.jpg' })
    expect(await countSamples(as(anna))).toEqual({ photos: 0 })
    expect(await discardSamples(as(anna))).toEqual({ photos: 0, albums: 0 })
  }),
)
