// A source that points to another folder from now on: what is known of a picture goes with its content.
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { albumPhotos } from '@/db/schema/albums'
import { addAlbumPhotos } from '../../albums/change-photos'
import { CreateAlbum } from '../../albums/contract'
import { createAlbum } from '../../albums/create-album'
import { trashPhoto } from '../../edits/trash-photo'
import { deletePhoto } from '../../photos/delete-photo'
import { forgetDeleted } from '../objects/forget-deleted'
import { base, folder, series, stageFolders, world } from '../testing/folder-stage'
import { scene } from '../testing/scenes'
import { SourceFolder } from '../testing/source-folder'
import { deleteSource } from './delete-source'
import { updateSource } from './update-source'

stageFolders('public')
let elsewhere: SourceFolder

const picture = (number: number) => scene(series + number)
beforeEach(async () => {
  elsewhere = await SourceFolder.connect(world, base, 'public')
})

const anna = () => world.as(world.anna)
const pointTo = (root: string) => updateSource(anna(), folder.source.id, { path: root })

describe('a source that is changed to another folder', () => {
  it('takes over by content what it knew: names swapped, visibility, edits, albums, what was deleted', async () => {
    for (const [number, key] of ['town.jpg', 'mine.jpg', 'left.jpg', 'deleted.jpg'].entries())
      await folder.put(key, await picture(number))
    await folder.scan()
    const town = await folder.entitle('town.jpg', 'town', 'public')
    const mine = await folder.entitle('mine.jpg', 'mine', 'private')
    const { id: deleted } = await world.photoAt(folder.source, 'deleted.jpg')
    await trashPhoto(anna(), { id: deleted })
    await deletePhoto(anna(), { id: deleted })
    const album = await createAlbum(anna(), CreateAlbum.parse({ title: 'A' }))
    await addAlbumPhotos(anna(), album.id, [mine])

    const there = path.join(base, `there-${series}`)
    await mkdir(there)
    const put = async (key: string, number: number) =>
      elsewhere.put(`../${path.basename(there)}/${key}`, await picture(number))
    await put('town.jpg', 1)
    await put('deep/renamed.jpg', 0)
    await put('gone.jpg', 3)
    await put('new.jpg', 4)
    await pointTo(there)
    expect((await folder.scan()).status).toBe('done')
    expect(await folder.seen()).toEqual([
      '(left.jpg: - public)',
      'deep/renamed.jpg: town public',
      'new.jpg: - public',
      'town.jpg: mine private',
    ])
    expect((await world.photoAt(folder.source, 'deep/renamed.jpg')).id).toBe(town)
    const inAlbum = await world.db.select().from(albumPhotos).where(eq(albumPhotos.albumId, album.id))
    expect(inAlbum.map(({ photoId }) => photoId)).toEqual([mine])
  })

  it('shows nothing of what was kept private there when that folder was disconnected', async () => {
    await elsewhere.put('a.jpg', await picture(1))
    await elsewhere.put('b.jpg', await picture(2))
    await elsewhere.scan()
    await elsewhere.entitle('a.jpg', 'mine', 'private')
    const { id } = await world.photoAt(elsewhere.source, 'b.jpg')
    await trashPhoto(anna(), { id })
    await deletePhoto(anna(), { id })
    await deleteSource(anna(), elsewhere.source.id)
    await forgetDeleted(world.context())
    await pointTo(elsewhere.root)
    // Known again by its key alone.
    await elsewhere.put('b.jpg', await scene(series + 2, { quality: 60 }))
    await folder.scan()
    expect(await folder.seen()).toEqual(['a.jpg: - private', 'b.jpg: - private'])
  })

  it('takes nothing from the sources of another owner', async () => {
    const hers = await world.makeSource(world.ben, { kind: 'directory', path: elsewhere.root, visibility: 'private' })
    await elsewhere.put('a.jpg', await picture(1))
    await world.scan(hers)
    await pointTo(elsewhere.root)
    await folder.scan()
    expect(await folder.seen()).toEqual(['a.jpg: - public'])
    expect(await world.photoAt(hers, 'a.jpg')).toMatchObject({ visibility: 'private', missingAt: null })
  })
})
