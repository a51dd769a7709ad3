import { copyFile, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { albumPhotos } from '@/db/schema/albums'
import { photos } from '@/db/schema/photos'
import { sources } from '@/db/schema/sources'
import { addAlbumPhotos } from '../../albums/change-photos'
import { createAlbum } from '../../albums/create-album'
import { trashPhoto } from '../../edits/trash-photo'
import { deletePhoto } from '../../photos/delete-photo'
import { getPhoto } from '../../photos/get-photo'
import { latestScanOf } from '../ground/find-source'
import { forgetMissing } from '../objects/forget-missing'
import { base, folder, series, stageFolders, takeFolder, world } from '../testing/folder-stage'
import { type SceneFacts, scene } from '../testing/scenes'
import { SourceFolder } from '../testing/source-folder'

stageFolders()

const picture = (number: number, facts?: SceneFacts) => scene(series + number, facts)

const anna = () => world.as(world.anna)

describe('a scan that finds other content under known keys', () => {
  /** Three pictures, the third of them private. */
  async function three() {
    for (const [index, key] of ['001.jpg', '002.jpg', '003.jpg'].entries())
      await folder.put(key, await picture(index + 1))
    await folder.scan()
    await folder.entitle('001.jpg', 'one', 'public')
    await folder.entitle('002.jpg', 'two', 'public')
    await folder.entitle('003.jpg', 'three', 'private')
  }

  it('has everything go with the picture when files are renumbered downwards', async () => {
    await three()
    await rm(folder.at('001.jpg'))
    await folder.move('002.jpg', '001.jpg')
    await folder.move('003.jpg', '002.jpg')
    expect(await folder.scan()).toMatchObject({ moved: 2, missing: 1, changed: 0, added: 0 })
    expect(await folder.seen()).toEqual(['(001.jpg: one public)', '001.jpg: two public', '002.jpg: three private'])
    const hidden = await world.photoAt(folder.source, '002.jpg')
    await expect(getPhoto(world.as(world.ben), { id: hidden.id })).rejects.toMatchObject({ code: 'not_found' })
  })

  it('and upwards, with a new one in front', async () => {
    await three()
    for (const number of [3, 2, 1]) await folder.move(`00${number}.jpg`, `00${number + 1}.jpg`)
    await folder.put('001.jpg', await picture(9))
    expect(await folder.scan()).toMatchObject({ moved: 3, missing: 0, added: 1, changed: 0 })
    expect(await folder.seen()).toEqual([
      '001.jpg: - private',
      '002.jpg: one public',
      '003.jpg: two public',
      '004.jpg: three private',
    ])
  })

  it('and when names are swapped, or go round among three', async () => {
    await three()
    await folder.move('001.jpg', 'x')
    await folder.move('003.jpg', '001.jpg')
    await folder.move('x', '003.jpg')
    expect(await folder.scan()).toMatchObject({ moved: 2, missing: 0, changed: 0 })
    expect(await folder.seen()).toEqual(['001.jpg: three private', '002.jpg: two public', '003.jpg: one public'])
    await folder.move('001.jpg', 'x')
    await folder.move('002.jpg', '001.jpg')
    await folder.move('003.jpg', '002.jpg')
    await folder.move('x', '003.jpg')
    expect(await folder.scan()).toMatchObject({ moved: 3, missing: 0, changed: 0 })
    expect(await folder.seen()).toEqual(['001.jpg: two public', '002.jpg: one public', '003.jpg: three private'])
  })

  it('and when one is moved over another, which is missing then; both come back', async () => {
    await three()
    const kept = await picture(2)
    await folder.move('003.jpg', '002.jpg')
    expect(await folder.scan()).toMatchObject({ moved: 1, missing: 1, changed: 0 })
    expect(await folder.seen()).toEqual(['(002.jpg: two public)', '001.jpg: one public', '002.jpg: three private'])
    await folder.move('002.jpg', '003.jpg')
    await folder.put('002.jpg', kept)
    await folder.scan()
    expect(await folder.seen()).toEqual(['001.jpg: one public', '002.jpg: two public', '003.jpg: three private'])
  })

  it('never shows a private picture under the key of a public one, copied there', async () => {
    await takeFolder('public')
    await three()
    await copyFile(folder.at('003.jpg'), folder.at('001.jpg'))
    await copyFile(folder.at('003.jpg'), folder.at('004.jpg'))
    await folder.scan()
    expect(await folder.seen()).toEqual([
      '(001.jpg: one public)',
      '001.jpg: - private',
      '002.jpg: two public',
      '003.jpg: three private',
      '004.jpg: - private',
    ])
    const scan = await latestScanOf(world.db, folder.source.id)
    expect(scan?.notes.map(({ kind, key }) => `${kind} ${key}`).sort()).toEqual([
      'kept_private 001.jpg',
      'kept_private 004.jpg',
    ])
  })

  it('keeps the place in albums with the picture', async () => {
    await three()
    const album = await createAlbum(anna(), { title: 'A', description: '', visibility: 'public' })
    const { id } = await world.photoAt(folder.source, '001.jpg')
    await addAlbumPhotos(anna(), album.id, [id])
    await folder.move('001.jpg', 'x')
    await folder.move('003.jpg', '001.jpg')
    await folder.move('x', '003.jpg')
    await folder.scan()
    const held = await world.db.select().from(albumPhotos).where(eq(albumPhotos.albumId, album.id))
    expect(held.map(({ photoId }) => photoId)).toEqual([(await world.photoAt(folder.source, '003.jpg')).id])
  })
})

describe('a picture that was deleted for ever', () => {
  it('stays away when names are swapped, and the other one does not', async () => {
    await takeFolder('public')
    await folder.put('a.jpg', await picture(1))
    await folder.put('b.jpg', await picture(2))
    await folder.scan()
    await folder.entitle('b.jpg', 'two', 'public')
    const { id } = await world.photoAt(folder.source, 'a.jpg')
    await trashPhoto(anna(), { id })
    await deletePhoto(anna(), { id })
    await folder.move('a.jpg', 'x')
    await folder.move('b.jpg', 'a.jpg')
    await folder.move('x', 'b.jpg')
    await folder.scan()
    expect(await folder.seen()).toEqual(['a.jpg: two public'])
    expect((await world.objectAt(folder.source, 'b.jpg'))?.state).toBe('hidden')
    await copyFile(folder.at('b.jpg'), folder.at('c.jpg'))
    await folder.put('b.jpg', await picture(3))
    await folder.scan()
    expect(await folder.seen()).toEqual(['a.jpg: two public', 'b.jpg: - public'])
  })
})

describe('two sources of one owner', () => {
  it('give a picture that is moved from one to the other what it had, whichever is scanned first', async () => {
    for (const firstIsOld of [true, false]) {
      const old = await SourceFolder.connect(world, base)
      const other = await SourceFolder.connect(world, base, 'public')
      await old.put('a.jpg', await picture(firstIsOld ? 21 : 22))
      await old.put('b.jpg', await picture(firstIsOld ? 23 : 24))
      await old.scan()
      await other.scan()
      const id = await old.entitle('a.jpg', 'mine', 'private')
      await rename(old.at('a.jpg'), other.at('moved.jpg'))
      for (const each of firstIsOld ? [old, other] : [other, old]) await each.scan()
      const [row] = await world.db.select().from(photos).where(eq(photos.id, id))
      expect(row).toMatchObject({
        sourceId: other.source.id,
        sourceKey: 'moved.jpg',
        title: 'mine',
        visibility: 'private',
        missingAt: null,
      })
      expect(await world.photosOf(old.source)).toHaveLength(1)
      expect(await world.photosOf(other.source)).toHaveLength(1)
    }
  })

  it('of two owners have nothing to do with each other', async () => {
    const content = await picture(31)
    await folder.put('a.jpg', content)
    await folder.scan()
    await folder.entitle('a.jpg', 'mine', 'private')
    const his = path.join(base, 'ben')
    await mkdir(his)
    await writeFile(path.join(his, 'a.jpg'), content)
    await rm(folder.at('a.jpg'))
    const ben = await world.makeSource(world.ben, { kind: 'directory', path: his, visibility: 'public' })
    await world.scan(ben)
    expect(await world.photosOf(ben)).toMatchObject([{ title: '', visibility: 'public', ownerId: world.ben.id }])
    await folder.scanEmptied()
    expect(await folder.seen()).toEqual(['(a.jpg: mine private)'])
    expect(await forgetMissing(anna(), { sourceId: folder.source.id })).toBe(1)
    await world.db.delete(sources).where(eq(sources.id, folder.source.id))
  })
})
