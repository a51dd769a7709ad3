import { copyFile, rm } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { latestScanOf } from '../ground/find-source'
import { lookAt } from '../objects/look-at'
import { folder, series, stageFolders, takeFolder, world } from '../testing/folder-stage'
import { flat, type SceneFacts, scene } from '../testing/scenes'

stageFolders()

const picture = (number: number, facts?: SceneFacts) => scene(series + number, facts)
const plain = (number: number) => flat(series + number)

describe('content that was never seen, under a known key', () => {
  const facts = { taken: '2024:05:01 10:00:00', model: 'X1' }

  it('is the same picture where time, camera and fingerprint say so', async () => {
    await folder.put('a.jpg', await picture(1, facts))
    await folder.scan()
    const id = await folder.entitle('a.jpg', 'mine', 'public')
    await folder.put('a.jpg', await picture(1, { ...facts, quality: 50 }))
    expect(await folder.scan()).toMatchObject({ changed: 1, added: 0, missing: 0, noted: 0 })
    expect(await folder.seen()).toEqual(['a.jpg: mine public'])
    expect(await world.photoAt(folder.source, 'a.jpg')).toMatchObject({ id, revision: 2 })
  })

  it('is another where they contradict: the first is missing with what it was given', async () => {
    await folder.put('a.jpg', await picture(1, facts))
    await folder.put('b.jpg', await picture(2))
    await folder.scan()
    await folder.entitle('a.jpg', 'mine', 'public')
    await folder.entitle('b.jpg', 'yours', 'public')
    await folder.put('a.jpg', await picture(3, { ...facts, taken: '2024:06:01 10:00:00' }))
    await folder.put('b.jpg', await picture(4))
    expect(await folder.scan()).toMatchObject({ changed: 0, added: 2, missing: 2 })
    expect(await folder.seen()).toEqual([
      '(a.jpg: mine public)',
      '(b.jpg: yours public)',
      'a.jpg: - private',
      'b.jpg: - private',
    ])
  })

  it('keeps what it was given where they cannot tell, is no wider than the source, and is named', async () => {
    await folder.put('a.jpg', await plain(1))
    await folder.scan()
    const id = await folder.entitle('a.jpg', 'mine', 'public')
    await folder.put('a.jpg', await plain(2))
    expect(await folder.scan()).toMatchObject({ changed: 1, noted: 1 })
    expect(await folder.seen()).toEqual(['a.jpg: mine private'])
    expect((await latestScanOf(world.db, folder.source.id))?.notes).toEqual([
      { kind: 'uncertain', key: 'a.jpg', photoId: id },
    ])
  })

  it('goes with the picture that a known key holds, however uncertain what has taken its place', async () => {
    await folder.put('b.jpg', await plain(1))
    await folder.put('a.jpg', await plain(2))
    await folder.scan()
    await folder.entitle('b.jpg', 'mine', 'private')
    await folder.move('b.jpg', 'z.jpg')
    await folder.move('a.jpg', 'y.jpg')
    await folder.put('a.jpg', await plain(3))
    await folder.put('b.jpg', await plain(4))
    await folder.scan()
    expect(await folder.seen()).toEqual([
      'a.jpg: - private',
      'b.jpg: - private',
      'y.jpg: - private',
      'z.jpg: mine private',
    ])
  })

  it('is private where it may be a private picture that went on elsewhere, and so is what that one was before', async () => {
    await takeFolder('public')
    await folder.put('k.jpg', await picture(1, facts))
    await folder.scan()
    await folder.entitle('k.jpg', 'mine', 'private')
    await copyFile(folder.at('k.jpg'), folder.at('k2.jpg'))
    await folder.put('k.jpg', await picture(1, { ...facts, quality: 40 }))
    await folder.scan()
    expect(await folder.seen()).toEqual(['k.jpg: - private', 'k2.jpg: mine private'])
    await folder.put('k2.jpg', await picture(1, { ...facts, quality: 70 }))
    await folder.scan()
    await folder.put('k3.jpg', await picture(1, facts))
    await folder.scan()
    expect(await folder.seen()).toEqual(['k.jpg: - private', 'k2.jpg: mine private', 'k3.jpg: - private'])
  })

  it('that comes back after it was shown as another has its photo again', async () => {
    const first = await picture(1)
    await folder.put('a.jpg', first)
    await folder.scan()
    const id = await folder.entitle('a.jpg', 'mine', 'private')
    await folder.put('a.jpg', await picture(2))
    await folder.scan()
    await folder.put('a.jpg', first)
    await folder.scan()
    expect(await world.photoAt(folder.source, 'a.jpg')).toMatchObject({ id, title: 'mine', missingAt: null })
  })

  it('changed and then deleted before it was read, does not come back as what was there before', async () => {
    await folder.put('a.jpg', await picture(1))
    await folder.put('b.jpg', await picture(2))
    await folder.scan()
    const id = await folder.entitle('a.jpg', 'mine', 'public')
    await world.stopWorker()
    await folder.put('a.jpg', await picture(3))
    await lookAt(world.context(), { sourceId: folder.source.id, keys: ['a.jpg'] })
    await rm(folder.at('a.jpg'))
    await world.startWorker()
    await world.quiet()
    await folder.scan()
    await folder.put('a.jpg', await picture(3))
    await folder.scan()
    expect(await folder.seen()).toEqual(['(a.jpg: mine public)', 'a.jpg: - private', 'b.jpg: - private'])
    expect((await world.photoAt(folder.source, 'a.jpg')).id).not.toBe(id)
  })
})
