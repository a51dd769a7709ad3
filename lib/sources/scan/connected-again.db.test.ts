import { beforeEach, describe, expect, it } from 'vitest'
import type { SourceRow } from '@/db/schema/sources'
import { trashPhoto } from '../../edits/trash-photo'
import { deletePhoto } from '../../photos/delete-photo'
import { latestScanOf } from '../ground/find-source'
import { createSource } from '../manage/create-source'
import { deleteSource } from '../manage/delete-source'
import { forgetDeleted } from '../objects/forget-deleted'
import { base, folder, series, stageFolders, world } from '../testing/folder-stage'
import { scene } from '../testing/scenes'
import { SourceFolder } from '../testing/source-folder'

stageFolders('public')

const picture = (number: number, quality = 90) => scene(series + number, { quality })
beforeEach(async () => {
  for (const [index, key] of ['deleted.jpg', 'kept.jpg', 'shown.jpg', 'trashed.jpg'].entries()) {
    await folder.put(key, await picture(index))
  }
  await folder.scan()
  await folder.entitle('kept.jpg', 'mine', 'private')
  await folder.entitle('shown.jpg', 'yours', 'public')
  for (const key of ['deleted.jpg', 'trashed.jpg']) {
    const { id } = await world.photoAt(folder.source, key)
    await trashPhoto(anna(), { id })
    if (key === 'deleted.jpg') await deletePhoto(anna(), { id })
  }
})

const anna = () => world.as(world.anna)
const forgotten = () => forgetDeleted(world.context())
/** The same folder, connected again. */
const again = async (visibility: 'private' | 'public' = 'public') => {
  const made = await createSource(anna(), {
    name: 'Again',
    kind: 'directory',
    path: folder.root,
    visibility,
  } as Parameters<typeof createSource>[1])
  return { id: made.id }
}
const seenIn = async (source: Pick<SourceRow, 'id'>) =>
  (await world.photosOf(source)).map(
    ({ sourceKey, title, visibility }) => `${sourceKey}: ${title || '-'} ${visibility}`,
  )
/** The worker may be at it too, and each passes over what the other has taken. */
const isForgotten = (id: string) =>
  world.until('it is forgotten', async () => {
    await forgotten()
    return (await world.pool.query('select from sources where id = $1', [id])).rowCount === 0
  })

describe('a source that is disconnected and connected again', () => {
  it.each(['at once', 'later'])('shows nothing that its owner had removed or kept private (%s)', async (when) => {
    await deleteSource(anna(), folder.source.id)
    if (when === 'later') await forgotten()
    const source = await again()
    await forgotten()
    await world.scan(source)
    expect(await seenIn(source)).toEqual(['kept.jpg: - private', 'shown.jpg: - public'])
    expect((await latestScanOf(world.db, source.id))?.notes).toMatchObject([{ kind: 'kept_private', key: 'kept.jpg' }])
    expect(await isForgotten(folder.source.id)).toBe(true)
  })

  it('knows what was removed by its key too, saved again, and over any number of times', async () => {
    for (let time = 0; time < 3; time++) {
      const source = time === 0 ? folder.source : await again()
      if (time > 0) await world.scan(source)
      await deleteSource(anna(), source.id)
      await forgotten()
    }
    await folder.put('deleted.jpg', await picture(0, 60))
    await folder.put('kept.jpg', await picture(1, 60))
    const source = await again()
    await world.scan(source)
    expect(await seenIn(source)).toEqual(['deleted.jpg: - private', 'kept.jpg: - private', 'shown.jpg: - public'])
  })

  it('is another for another owner', async () => {
    await deleteSource(anna(), folder.source.id)
    await forgotten()
    const his = await world.makeSource(world.ben, { kind: 'directory', path: folder.root, visibility: 'public' })
    await world.scan(his)
    expect(await seenIn(his)).toHaveLength(4)
    expect((await seenIn(his)).every((line) => line.endsWith('public'))).toBe(true)
  })

  it('is forgotten wholly where nothing was kept from others, and counts no longer', async () => {
    const plain = await SourceFolder.connect(world, base, 'public')
    await plain.put('a.jpg', await picture(9))
    await plain.scan()
    await deleteSource(anna(), plain.source.id)
    await forgotten()
    expect(await isForgotten(plain.source.id)).toBe(true)
  })
})
