import { rm } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { listObjects } from '../manage/list-objects'
import { folder, series, stageFolders, world } from '../testing/folder-stage'
import { scene } from '../testing/scenes'

stageFolders()

const picture = (number: number) => scene(series + number)

describe('sidecars', () => {
  const xmp = (title: string) =>
    `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">${title}</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta>`
  const titles = async () =>
    Object.fromEntries((await world.photosOf(folder.source)).map(({ sourceKey, title }) => [sourceKey, title]))

  it('are found whatever their case, before and after their pictures, and lose it with them', async () => {
    await folder.put('s/A.JPG', await picture(1))
    await folder.put('s/a.jpg.XMP', xmp('A'))
    await folder.put('s/Übung.jpg', await picture(2))
    await folder.put('s/übung.xmp', xmp('U'))
    await folder.put('t/A.JPG', await picture(3))
    await folder.scan()
    expect(await titles()).toEqual({ 's/A.JPG': 'A', 's/Übung.jpg': 'U', 't/A.JPG': '' })
    await folder.put('t/a.Xmp', xmp('late'))
    await rm(folder.at('s/a.jpg.XMP'))
    await folder.scan()
    expect(await titles()).toEqual({ 's/A.JPG': '', 's/Übung.jpg': 'U', 't/A.JPG': 'late' })
  })

  it('that speak for no picture are listed with the reason, until one comes', async () => {
    await folder.put('a.jpg', await picture(1))
    await folder.put('a.xmp', xmp('A'))
    await folder.put('b.jpg.xmp', xmp('B'))
    await folder.put('s/a.xmp', xmp('C'))
    await folder.scan()
    const alone = async () => {
      const { items } = await listObjects(world.as(world.anna), folder.source.id, { state: 'not_shown', limit: 10 })
      return items.map(({ key, reason }) => [key, reason?.slice(0, 31)])
    }
    const why = 'No picture lies beside this sid'
    expect(await alone()).toEqual([
      ['b.jpg.xmp', why],
      ['s/a.xmp', why],
    ])
    await folder.put('B.JPG', await picture(2))
    await folder.scan()
    expect(await alone()).toEqual([['s/a.xmp', why]])
  })

  it('speak for the picture that they name letter by letter, where there is one', async () => {
    await folder.put('a.jpg', await picture(1))
    await folder.put('A.jpg', await picture(2))
    await folder.put('A.xmp', xmp('big'))
    await folder.scan()
    expect(await titles()).toEqual({ 'A.jpg': 'big', 'a.jpg': '' })
    await folder.put('a.xmp', xmp('small'))
    await folder.scan()
    expect(await titles()).toEqual({ 'A.jpg': 'big', 'a.jpg': 'small' })
  })

  it('speak for what lies there now, not for what lay there before', async () => {
    const facts = { model: 'X1', taken: '2024:05:01 10:00:00' }
    await folder.put('a.jpg', await scene(series + 1, facts))
    await folder.scan()
    await folder.put('a.jpg', await scene(series + 2, { ...facts, taken: '2024:06:01 10:00:00' }))
    expect(await folder.scan()).toMatchObject({ added: 1, missing: 1 })
    await folder.put('a.jpg.xmp', xmp('new'))
    await folder.scan()
    const photos = await world.photosOf(folder.source)
    expect(photos.map(({ title, missingAt }) => [title, missingAt === null]).sort()).toEqual([
      ['', false],
      ['new', true],
    ])
  })

  it('go with their pictures when names are swapped', async () => {
    for (const [name, number] of [
      ['a', 1],
      ['b', 2],
    ] as const) {
      await folder.put(`${name}.jpg`, await picture(number))
      await folder.put(`${name}.xmp`, xmp(name))
    }
    await folder.scan()
    for (const end of ['jpg', 'xmp']) {
      await folder.move(`a.${end}`, `x.${end}x`)
      await folder.move(`b.${end}`, `a.${end}`)
      await folder.move(`x.${end}x`, `b.${end}`)
    }
    const before = await world.photoAt(folder.source, 'a.jpg')
    expect(await folder.scan()).toMatchObject({ moved: 2, missing: 0 })
    expect(await titles()).toEqual({ 'a.jpg': 'b', 'b.jpg': 'a' })
    expect((await world.photoAt(folder.source, 'b.jpg')).id).toBe(before.id)
  })
})
