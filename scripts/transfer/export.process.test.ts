import { mkdir, readdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Album } from '../../lib/albums/contract'
import type { Photo } from '../../lib/photos/contract'
import type { Person } from '../testing/person'
import { picture, runTransfer } from './testing/commands'
import { get, LibraryServer, set } from './testing/library-server'

let server: LibraryServer

beforeAll(async () => {
  server = await LibraryServer.start()
}, 300_000)

afterAll(async () => {
  await server?.stop()
})

describe('export', () => {
  it('writes a library that another account takes back whole, and fetches nothing twice', async () => {
    const eve = await server.account('eve')
    const root = await server.makeFiles('first', {
      'one.jpg': await picture(30, { taken: '2020:01:02 03:04:05', description: 'From the file' }),
      'two.jpg': await picture(31),
      'other/one.jpg': await picture(32, { taken: '2020:01:05 03:04:05' }),
      'four.jpg': await picture(33, { taken: '2022:12:31 23:59:59' }),
      'guess.jpg': await picture(34),
    })
    // Nothing but the file's time says when it was taken.
    await utimes(path.join(root, 'guess.jpg'), new Date('2015-06-07T08:09:10Z'), new Date('2015-06-07T08:09:10Z'))
    expect((await runTransfer('import', eve, [root])).status).toBe(0)
    await changeLibrary(eve.person)

    const dest = path.join(server.folder, 'exported')
    const out = await runTransfer('export', eve, [dest])
    expect([out.status, out.output]).toEqual([0, expect.stringContaining('Fetched: 5 ')])
    expect((await readdir(dest)).sort()).toEqual(['2015', '2020', '2022', '2024', 'albumen.json'])
    expect((await readdir(path.join(dest, '2020/01'))).sort()).toEqual([
      ...['one (2).jpg', 'one (2).jpg.xmp', 'one.jpg', 'one.jpg.xmp'],
    ])
    await rm(path.join(dest, '2020/01/one.jpg'))
    await writeFile(path.join(dest, '2022/12/four.jpg'), 'torn')
    const again = await runTransfer('export', eve, [dest])
    expect([again.status, again.output]).toEqual([0, expect.stringContaining('Fetched: 2 ')])
    expect(again.output).toContain('Already there: 3')

    const fay = await server.account('fay')
    const back = await runTransfer('import', fay, [dest])
    expect([back.status, back.output]).toEqual([0, expect.stringContaining('Sent: 5 ')])
    const before = await everything(eve.person)
    for (let tries = 0; tries < 100; tries += 1) {
      if (JSON.stringify(await everything(fay.person)) === JSON.stringify(before)) break
      await sleep(100)
    }
    expect(await everything(fay.person)).toEqual(before)

    const twice = await runTransfer('import', fay, [dest])
    expect([twice.status, twice.output]).toEqual([0, expect.stringContaining('Sent: 0 ')])
    expect(await everything(fay.person)).toEqual(before)

    const refused = await runTransfer('export', fay, [dest])
    expect([refused.status, refused.output]).toEqual([2, expect.stringContaining('holds the export of eve')])
    const some = await runTransfer('export', fay, [path.join(server.folder, 'some'), 'after=2022', 'two'])
    expect([some.status, some.output]).toEqual([0, expect.stringContaining('Fetched: 1 ')])
    if (process.platform === 'linux') {
      const nowhere = await runTransfer('export', fay, ['/proc/x/y'])
      expect([nowhere.status, nowhere.output]).toEqual([2, expect.stringContaining('/proc/x/y cannot be written')])
    }
    const wrong = await runTransfer('export', fay, [path.join(server.folder, 'wrong'), 'iso:abc'])
    expect([wrong.status, wrong.output]).toEqual([2, expect.stringContaining('iso')])
  })

  it('has what could not be read, and that is no failure where it cannot be read either', async () => {
    const ivo = await server.account('ivo')
    // Its head alone, without any of the picture.
    const torn = (await picture(50)).subarray(0, 450)
    const root = await server.makeFiles('torn', { 'torn.jpg': torn, 'whole.jpg': await picture(51) })
    const sent = await runTransfer('import', ivo, [root])
    expect([sent.status, sent.output]).toEqual([1, expect.stringContaining('torn.jpg: ')])
    const dest = path.join(server.folder, 'torn-export')
    const out = await runTransfer('export', ivo, [dest])
    expect([out.status, out.output]).toEqual([
      0,
      expect.stringMatching(/cannot show, exported as it is: .*torn\.jpg: ./),
    ])
    expect(out.output).toContain('Fetched: 2 ')
    const library = JSON.parse(await readFile(path.join(dest, 'albumen.json'), 'utf8'))
    const failed = library.photos.filter(({ failure }: { failure: unknown }) => failure !== null)
    expect(failed).toEqual([expect.objectContaining({ filename: 'torn.jpg', failure: expect.stringMatching(/./) })])
    expect(await readFile(path.join(dest, failed[0].path))).toEqual(torn)
    const again = await runTransfer('export', ivo, [dest])
    expect([again.status, again.output]).toEqual([0, expect.stringContaining('Already there: 2')])
    const jan = await server.account('jan')
    const back = await runTransfer('import', jan, [dest])
    expect([back.status, back.output]).toEqual([0, expect.stringMatching(/either: .*torn\.jpg\n/)])
    expect(back.output).toContain('Failed: 0')
  })

  it('never writes outside of its folder', async () => {
    const gil = await server.account('gil')
    const root = await server.makeFiles('innocent', { 'a.jpg': await picture(40, { taken: '2018:01:01 10:00:00' }) })
    expect((await runTransfer('import', gil, [root])).status).toBe(0)
    const target = path.join(server.folder, 'target')
    await mkdir(target)
    const dest = path.join(server.folder, 'linked')
    await mkdir(dest)
    await symlink(target, path.join(dest, '2018'))
    const ran = await runTransfer('export', gil, [dest])
    expect([ran.status, ran.output]).toEqual([1, expect.stringContaining('is no folder')])
    expect(await readdir(target)).toEqual([])
    const library = JSON.parse(await readFile(path.join(dest, 'albumen.json'), 'utf8'))
    expect(library.photos[0]).toMatchObject({ filename: 'a.jpg', path: null })
  })
})

/** One of each: edits, marks, visibility, albums of both kinds, trash. */
async function changeLibrary(person: Person): Promise<void> {
  const photos = await person.library()
  const named = (name: string, day = '') =>
    photos.find(({ filename, takenAt }) => filename === name && (takenAt ?? '').includes(day)) as Photo
  const [one, two, three, four] = [
    named('one.jpg', '-02T'),
    named('two.jpg'),
    named('one.jpg', '-05T'),
    named('four.jpg'),
  ]
  await set(person, 'PATCH', `/photos/${one.id}`, {
    ...{
      title: 'Ünïcode & <tags>',
      description: 'Two\nlines',
      tags: ['b', 'a'],
      rating: 5,
      favourite: true,
      visibility: 'public',
    },
    location: { latitude: -33.8568, longitude: 151.2153, altitude: 4.5 },
    camera: { make: 'Made', model: 'By hand', iso: 200 },
  })
  await set(person, 'PATCH', `/photos/${two.id}`, {
    takenAt: '2024-02-29T12:00:00+01:00',
    place: { town: 'Nowhere', country: 'Utopia' },
  })
  await set(person, 'PATCH', `/photos/${three.id}`, { description: '', tags: ['Trip'] })
  const made = async (body: object) => ((await (await set(person, 'POST', '/albums', body)).json()) as Album).id
  const hand = await made({ title: 'By hand', description: 'In an order', visibility: 'public' })
  await set(person, 'PUT', `/albums/${hand}/photos`, { ids: [three.id, one.id, two.id] })
  await set(person, 'PATCH', `/albums/${hand}`, { coverPhotoId: two.id })
  await set(person, 'PUT', `/albums/${hand}/photos`, { ids: [four.id] })
  await made({ title: 'Starred', filter: { rating: '4-' } })
  await made({ title: 'In the other', filter: { album: hand } })
  await set(person, 'POST', '/photos/delete', { select: { ids: [four.id] } })
}

/** Whatever of a library is not the server's own, under names instead of ids. */
async function everything(person: Person) {
  const live = await person.library()
  const { items: trash } = await get<{ items: Photo[] }>(person, '/photos?owner=me&trash=true')
  const names = new Map([...live, ...trash].map(({ id, sha256 }) => [id, sha256 as string]))
  const photos = await Promise.all(
    [...live, ...trash].map(async ({ id }) => {
      const { owner, addedAt, updatedAt, renditions, deletedAt, albums, ...photo } = await get<Photo>(
        person,
        `/photos/${id}`,
      )
      return { ...photo, id: '', trashed: Boolean(deletedAt), albums: albums?.map(({ title }) => title) }
    }),
  )
  const { items } = await get<{ items: Album[] }>(person, '/albums?owner=me')
  const titles = new Map(items.map(({ id, title }) => [id, title]))
  const albums = await Promise.all(
    items.map(async ({ id, title, description, visibility, filter, coverPhotoId }) => {
      const page = await get<{ items: Photo[] }>(person, `/albums/${id}/photos`)
      const words = JSON.stringify(filter ?? null).replace(/[0-9a-f-]{36}/g, (found) => titles.get(found) ?? found)
      const cover = names.get(coverPhotoId ?? '')
      return {
        title,
        description,
        visibility,
        filter: words,
        cover,
        photos: page.items.map((photo) => names.get(photo.id)),
      }
    }),
  )
  return { photos: photos.sort((a, b) => ((a.sha256 ?? '') < (b.sha256 ?? '') ? -1 : 1)), albums }
}
