import { copyFile, rm } from 'node:fs/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { updatePhoto } from '../../edits/update-photo'
import { lookAt } from '../objects/look-at'
import { scene } from '../testing/scenes'
import { openFolders, SourceFolder } from '../testing/source-folder'
import type { SourceWorld } from '../testing/source-world'

let world: SourceWorld
let base: string
let close: () => Promise<void>
let folder: SourceFolder

beforeAll(async () => {
  ;({ world, base, close } = await openFolders(inject('databaseUrl')))
}, 120_000)
afterAll(() => close())

let series = 0
beforeEach(() => {
  series += 100
})
const told = async (...keys: string[]) => {
  await lookAt(world.context(), { sourceId: folder.source.id, keys })
  await world.quiet()
}
/** A photo at a.jpg, and a copy of it that an event told of. */
const copied = async (source: 'private' | 'public', first: 'private' | 'public') => {
  folder = await SourceFolder.connect(world, base, source)
  await folder.put('a.jpg', await scene(series))
  await folder.put('z.jpg', await scene(series + 1))
  await folder.scan()
  const id = await folder.entitle('a.jpg', 'mine', first)
  await copyFile(folder.at('a.jpg'), folder.at('b.jpg'))
  await told('b.jpg')
  return id
}
const removed = async () => {
  await rm(folder.at('a.jpg'))
  await told('a.jpg')
  return (await folder.seen()).filter((line) => !line.startsWith('z'))
}
const setCopy = async (...to: ('private' | 'public')[]) => {
  const { id } = await world.photoAt(folder.source, 'b.jpg')
  for (const visibility of to) await updatePhoto(world.as(world.anna), { id, patch: { visibility } })
}

describe('a photo whose file is gone, and of which a copy has come', () => {
  it.each([
    ['public', 'public'],
    ['private', 'public'],
    ['private', 'private'],
    ['public', 'private'],
  ] as const)(
    'goes on there as it was, where nobody has touched the copy: source %s, photo %s',
    async (source, first) => {
      const id = await copied(source, first)
      expect(await removed()).toEqual([`b.jpg: mine ${first}`])
      expect(await world.photoAt(folder.source, 'b.jpg')).toMatchObject({ id })
    },
  )

  it('does not go on where the copy is gone too', async () => {
    await copied('public', 'public')
    await rm(folder.at('b.jpg'))
    await folder.put('a.jpg', await scene(series + 2, { taken: '2024:06:01 10:00:00' }))
    await folder.scan()
    const lines = ['(a.jpg: mine public)', '(b.jpg: - public)', 'a.jpg: - public', 'z.jpg: - public']
    expect(await folder.seen()).toEqual(lines)
  })

  it('does not make a copy public that was made private by hand', async () => {
    await copied('public', 'public')
    await setCopy('private')
    expect(await removed()).toEqual(['(a.jpg: mine public)', 'b.jpg: - private'])
  })

  it('does not make a copy public that was, by hand, public and private again', async () => {
    await copied('private', 'public')
    await setCopy('public', 'private')
    expect(await removed()).toEqual(['(a.jpg: mine public)', 'b.jpg: - private'])
  })

  it('stays private where its copy was made public by hand', async () => {
    await copied('private', 'private')
    await setCopy('public')
    expect(await removed()).toEqual(['b.jpg: mine private'])
  })
})

describe('two pictures whose names are swapped', () => {
  it.each([
    ['a.jpg', 'b.jpg'],
    ['b.jpg', 'a.jpg'],
  ])('never show the private one, told of one at a time: %s, then %s', async (...order) => {
    folder = await SourceFolder.connect(world, base, 'public')
    await folder.put('a.jpg', await scene(series))
    await folder.put('b.jpg', await scene(series + 1))
    await folder.scan()
    await folder.entitle('a.jpg', 'shown', 'public')
    const id = await folder.entitle('b.jpg', 'kept', 'private')
    const { sha256 } = await world.photoAt(folder.source, 'b.jpg')
    await folder.move('a.jpg', '.aside')
    await folder.move('b.jpg', 'a.jpg')
    await folder.move('.aside', 'b.jpg')
    for (const key of order) {
      await told(key)
      const photos = await world.photosOf(folder.source)
      expect(photos.filter((photo) => photo.sha256 === sha256 && photo.visibility === 'public')).toEqual([])
    }
    expect(await folder.seen()).toEqual(['a.jpg: kept private', 'b.jpg: shown public'])
    expect(await world.photoAt(folder.source, 'a.jpg')).toMatchObject({ id })
  })

  it('never show the private one while the second step has not been taken yet', async () => {
    folder = await SourceFolder.connect(world, base, 'public')
    await folder.put('a.jpg', await scene(series))
    await folder.put('b.jpg', await scene(series + 1))
    await folder.scan()
    await folder.entitle('a.jpg', 'shown', 'public')
    await folder.entitle('b.jpg', 'kept', 'private')
    await folder.move('a.jpg', '.aside')
    await copyFile(folder.at('b.jpg'), folder.at('a.jpg'))
    await told('a.jpg')
    expect(await folder.seen()).toEqual(['(a.jpg: shown public)', 'a.jpg: - private', 'b.jpg: kept private'])
    await folder.move('.aside', 'b.jpg')
    await told('b.jpg')
    expect(await folder.seen()).toEqual(['a.jpg: kept private', 'b.jpg: shown public'])
  })
})
