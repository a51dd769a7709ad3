// What lies in a source has not changed, and is read again all the same: metadata, and pictures under a new address.
import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { photos } from '@/db/schema/photos'
import { folder, series, stageFolders, world } from '../sources/testing/folder-stage'
import { scene } from '../sources/testing/scenes'
import { rereadPhotos } from './reread-photos'

stageFolders()

it('reads the photos of a source anew though their files are the same', async () => {
  await folder.put('001.jpg', await scene(series + 1))
  await folder.scan()
  await folder.entitle('001.jpg', 'one', 'public')
  const { id, revision, hash } = await world.photoAt(folder.source, '001.jpg')
  await world.db.update(photos).set({ fileFields: null, hash: null }).where(eq(photos.id, id))
  const wait = async () => void (await folder.scan())
  expect(await rereadPhotos(world.db, { signal: new AbortController().signal, wait })).toBe(1)
  const now = await world.photoAt(folder.source, '001.jpg')
  expect(now).toMatchObject({ id, revision: revision + 1, hash, title: 'one', visibility: 'public', status: 'ready' })
  expect(now.fileFields).not.toBeNull()
  // The next scan finds nothing to do.
  await folder.scan()
  expect((await world.photoAt(folder.source, '001.jpg')).revision).toBe(revision + 1)
})
