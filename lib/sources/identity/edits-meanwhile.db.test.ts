import { rm } from 'node:fs/promises'
import { beforeEach, describe, expect, it } from 'vitest'
import { trashPhoto } from '../../edits/trash-photo'
import { updatePhoto } from '../../edits/update-photo'
import { lookAt } from '../objects/look-at'
import { folder, series, stageFolders, world } from '../testing/folder-stage'
import { type SceneFacts, scene } from '../testing/scenes'

stageFolders('public')

/** The time is of one test alone, as pictures are. */
let facts: { taken: string; model: string }
const picture = (number: number, of?: SceneFacts) => scene(series + number, of)
beforeEach(async () => {
  facts = { taken: `2024:05:01 10:${String(series / 100).padStart(2, '0')}:00`, model: 'X1' }
})

const anna = () => world.as(world.anna)

describe('an edit that is acknowledged while a scan makes renditions', () => {
  /** Does something once, when the first rendition is written. */
  async function meanwhile(act: () => Promise<void>): Promise<void> {
    const put = world.store.put.bind(world.store)
    let done: Promise<void> | undefined
    world.store.put = async (...args) => {
      done ??= act()
      await done
      return put(...args)
    }
    try {
      await folder.scan()
    } finally {
      world.store.put = put
    }
    expect(done).toBeDefined()
  }

  it('stays: visibility and title', async () => {
    await folder.put('a.jpg', await picture(1, facts))
    await folder.scan()
    const { id } = await world.photoAt(folder.source, 'a.jpg')
    await folder.put('a.jpg', await picture(1, { ...facts, quality: 60 }))
    await meanwhile(async () => {
      await updatePhoto(anna(), { id, patch: { title: 'mine', visibility: 'private' } })
    })
    expect(await folder.seen()).toEqual(['a.jpg: mine private'])
    expect(await world.photoAt(folder.source, 'a.jpg')).toMatchObject({ id, revision: 2, edited: ['title'] })
  })

  it('stays: the trash', async () => {
    await folder.put('a.jpg', await picture(1, facts))
    await folder.scan()
    const { id } = await world.photoAt(folder.source, 'a.jpg')
    await folder.put('a.jpg', await picture(1, { ...facts, quality: 60 }))
    await meanwhile(() => trashPhoto(anna(), { id }))
    expect((await world.photoAt(folder.source, 'a.jpg')).deletedAt).not.toBeNull()
  })

  it('stays of the photo that gives way', async () => {
    await folder.put('a.jpg', await picture(1, facts))
    await folder.scan()
    const { id } = await world.photoAt(folder.source, 'a.jpg')
    await folder.put('a.jpg', await picture(2, { ...facts, taken: '2024:06:01 10:00:00' }))
    await meanwhile(async () => {
      await updatePhoto(anna(), { id, patch: { title: 'mine', visibility: 'private' } })
    })
    expect(await folder.seen()).toEqual(['(a.jpg: mine private)', 'a.jpg: - public'])
  })
})

describe('the report of a scan', () => {
  it('never counts less than none', async () => {
    await folder.put('a.jpg', await picture(1))
    await folder.put('b.jpg', await picture(2))
    await folder.scan()
    for (const key of ['a.jpg', 'b.jpg']) await rm(folder.at(key))
    await lookAt(world.context(), { sourceId: folder.source.id, keys: ['a.jpg', 'b.jpg'] })
    await world.quiet()
    await folder.put('c.jpg', await picture(1))
    await folder.put('d.jpg', await picture(2))
    const { added, changed, missing, moved } = await folder.scan()
    expect({ added, changed, missing, moved }).toEqual({ added: 0, changed: 0, missing: 0, moved: 2 })
  })
})
