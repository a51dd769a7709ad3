import { mkdir, mkdtemp, readdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Album } from '../../lib/albums/contract'
import type { Photo } from '../../lib/photos/contract'
import { Person } from '../testing/person'
import { type StartedAlbumen, startAlbumen } from '../testing/start-albumen'
import { picture, runTransfer, tokenOf } from './testing/commands'

let folder = ''
let albumen: StartedAlbumen

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'albumen-transfer-'))
  albumen = await startAlbumen({ dataDir: path.join(folder, 'data') })
}, 300_000)

afterAll(async () => {
  await albumen?.stop()
  await rm(folder, { recursive: true, force: true })
})

interface Account {
  person: Person
  url: string
  token: string
}

async function account(name: string): Promise<Account> {
  const person = new Person(albumen.url, name)
  await person.join()
  return { person, url: albumen.url, token: await tokenOf(person) }
}

async function makeFiles(name: string, files: Record<string, Buffer | string | object>): Promise<string> {
  const root = path.join(folder, name)
  for (const [file, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(root, file)), { recursive: true })
    const bytes = Buffer.isBuffer(content) || typeof content === 'string' ? content : JSON.stringify(content)
    await writeFile(path.join(root, file), bytes)
  }
  return root
}

async function get<T>(person: Person, at: string): Promise<T> {
  return JSON.parse((await person.bytes(`/api/v1${at}`)).toString()) as T
}

const set = async (person: Person, method: string, at: string, body: unknown) => {
  const reply = await person.send(method, `/api/v1${at}`, body)
  expect([method, at, reply.ok, reply.ok ? '' : await reply.text()]).toEqual([method, at, true, ''])
  return reply
}

async function albumsOf(person: Person): Promise<{ title: string; photos: (string | undefined)[] }[]> {
  const { items } = await get<{ items: Album[] }>(person, '/albums?owner=me')
  const albums: { title: string; photos: (string | undefined)[] }[] = []
  for (const { id, title } of items.reverse()) {
    const { items: photos } = await get<{ items: Photo[] }>(person, `/albums/${id}/photos`)
    albums.push({ title, photos: photos.map(({ filename }) => filename) })
  }
  return albums
}

describe('import', () => {
  it('sends what is not there, once; leaves links and other kinds aside; says what it did', async () => {
    const ada = await account('ada')
    const root = await makeFiles('plain', {
      'a.jpg': await picture(1, { taken: '2021:05:06 07:08:09' }),
      'Berlin/b.jpg': await picture(2),
      'Berlin/twin.jpg': await picture(1, { taken: '2021:05:06 07:08:09' }),
      'Berlin/c\nd.jpg': await picture(3),
      'Berlin/film.mp4': 'no film',
      'Berlin/empty.jpg': '',
      'Berlin/text.jpg': 'no picture at all',
      '.hidden/e.jpg': await picture(4),
      'b.jpg.xmp': 'no XMP',
    })
    await makeFiles('outside', { 'secret.jpg': await picture(5) })
    await symlink(path.join(folder, 'outside'), path.join(root, 'link'))
    await symlink(path.join(folder, 'outside/secret.jpg'), path.join(root, 'link.jpg'))

    const dry = await runTransfer('import', ada, [root, '--dry-run'])
    expect(dry.output).toContain('Would be sent: 5')
    expect(await ada.person.library()).toEqual([])

    const first = await runTransfer('import', ada, [root, '--album-from-folder', '--tags', 'one, two'])
    expect(first.output).toContain('Sent: 3 ')
    expect(first.output).toContain('Already there: 1')
    expect(first.output).toContain('Skipped: 1 videos')
    expect(first.output).toContain('Skipped: 2 symbolic links')
    expect(first.output).toContain('Failed: 2')
    expect(first.output).toContain('Berlin/text.jpg: ')
    expect(first.status).toBe(1)
    const photos = await ada.person.library()
    expect(photos.map(({ filename, visibility, tags }) => [filename, visibility, tags]).sort()).toEqual([
      ['a.jpg', 'private', ['one', 'two']],
      ['b.jpg', 'private', ['one', 'two']],
      ['cd.jpg', 'private', ['one', 'two']],
    ])
    expect(await albumsOf(ada.person)).toEqual([
      { title: 'plain', photos: ['a.jpg'] },
      { title: 'Berlin', photos: ['b.jpg', 'cd.jpg', 'a.jpg'] },
    ])

    const second = await runTransfer('import', ada, [root, '--album-from-folder'])
    expect(second.output).toContain('Sent: 0 ')
    expect(second.output).toContain('Already there: 4')
    expect(await ada.person.library()).toHaveLength(3)
    expect((await albumsOf(ada.person)).map(({ photos }) => photos.length)).toEqual([1, 3])
  })

  it('goes on after a kill in the middle', async () => {
    const ben = await account('ben')
    const files = await Promise.all(
      Array.from({ length: 150 }, async (_, at) => [`n${at}.jpg`, await picture(100 + at)]),
    )
    const root = await makeFiles('killed', Object.fromEntries(files))
    const args = [root, '--tags', 'kept', '--concurrency', '1']
    const killed = runTransfer('import', ben, args)
    let child = 0
    const watched = runTransfer('import', ben, args, (_, process) => {
      child = process.pid ?? 0
    })
    while ((await ben.person.library()).length < 20) await sleep(50)
    process.kill(child, 'SIGKILL')
    expect((await watched).status).toBeNull()
    expect((await killed).status).toBe(0)

    const again = await runTransfer('import', ben, args)
    expect([again.status, again.output]).toEqual([0, expect.stringContaining('Sent: 0 ')])
    const photos = await ben.person.library()
    expect(photos).toHaveLength(150)
    expect(new Set(photos.map(({ status, tags }) => `${status} ${tags}`))).toEqual(new Set(['ready kept']))
  })

  it('says plainly what is wrong with a token, an address or a folder', async () => {
    const cleo = await account('cleo')
    const root = await makeFiles('tokens', { 'a.jpg': await picture(6) })
    const read = { ...cleo, token: await tokenOf(cleo.person, ['read']) }
    const refused = await runTransfer('import', read, [root])
    expect([refused.status, refused.output]).toEqual([2, expect.stringContaining('may only read')])
    const dry = await runTransfer('import', read, [root, '--dry-run'])
    expect([dry.status, dry.output]).toEqual([0, expect.stringContaining('Would be sent: 1')])

    const gone = await tokenOf(cleo.person)
    const { items } = await get<{ items: { id: string }[] }>(cleo.person, '/tokens')
    await set(cleo.person, 'DELETE', `/tokens/${items[0]?.id}`, undefined)
    const unknown = await runTransfer('import', { ...cleo, token: gone }, [root])
    expect([unknown.status, unknown.output]).toEqual([2, expect.stringContaining('does not know this token')])
    const mistyped = await runTransfer('import', { ...cleo, token: 'alb_wrong' }, [root])
    expect([mistyped.status, mistyped.output]).toEqual([
      2,
      expect.stringContaining('ALBUMEN_TOKEN: is no access token'),
    ])
    const nothing = await runTransfer('import', { url: '', token: '' }, [root])
    expect([nothing.status, nothing.output]).toEqual([
      2,
      expect.stringMatching(/ALBUMEN_URL: is missing[\s\S]*ALBUMEN_TOKEN: is missing/),
    ])
    const nowhere = await runTransfer('import', cleo, [path.join(folder, 'nowhere')])
    expect([nowhere.status, nowhere.output]).toEqual([2, expect.stringContaining('cannot be read')])
  })

  it('reads what lies beside the pictures of a Google Takeout and of other programs', async () => {
    const dora = await account('dora')
    const note = (title: string, more: object = {}) => ({
      title,
      description: '',
      photoTakenTime: { timestamp: '1564664400', formatted: 'Aug 1, 2019, 1:00:00 PM UTC' },
      geoData: { latitude: 0, longitude: 0, altitude: 0 },
      ...more,
    })
    const long = `${'a-very-long-name-of-a-picture-that-goes-on-and-on-'.repeat(2)}.jpg`
    const place = { latitude: 53.55, longitude: 9.99, altitude: 12 }
    const year = 'Takeout/Google Photos/Photos from 2019'
    const album = 'Takeout/Google Photos/Summer by the sea'
    const root = await makeFiles('takeout', {
      [`${year}/IMG_1.jpg`]: await picture(20),
      [`${year}/IMG_1.jpg.supplemental-metadata.json`]: note('IMG_1.jpg', {
        description: 'First & <one>',
        favorited: true,
      }),
      [`${year}/IMG_1(1).jpg`]: await picture(21, { taken: '2019:08:01 15:00:00' }),
      [`${year}/IMG_1.jpg.supplemental-metadata(1).json`]: note('IMG_1.jpg', { description: 'Second', geoData: place }),
      [`${year}/IMG_1-edited.jpg`]: await picture(22),
      [`${year}/${long.slice(0, 47)}.jpg`]: await picture(23),
      [`${year}/${long.slice(0, 46)}.json`]: note(long, { description: 'Long' }),
      [`${album}/IMG_1.jpg`]: await picture(20),
      [`${album}/metadata.json`]: { title: 'Summer by the sea', description: 'All of it', access: 'protected' },
      [`${album}/own.jpg`]: await picture(24),
      [`${album}/own.jpg.xmp`]:
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="4"/></rdf:RDF></x:xmpmeta>',
      'Takeout/Google Photos/Bin/gone.jpg': await picture(25),
      'Takeout/Google Photos/Bin/gone.jpg.json': note('gone.jpg', { trashed: true }),
    })
    const ran = await runTransfer('import', dora, [root])
    expect([ran.status, ran.output]).toEqual([0, expect.stringContaining('Sent: 5 ')])
    const photos = new Map((await dora.person.library()).map((photo) => [photo.filename, photo]))
    expect([...photos.keys()].sort()).toEqual(['IMG_1(1).jpg', 'IMG_1-edited.jpg', 'IMG_1.jpg', long, 'own.jpg'].sort())
    const first = { description: 'First & <one>', favourite: true, takenAt: '2019-08-01T13:00:00Z', location: null }
    expect(photos.get('IMG_1.jpg')).toMatchObject(first)
    expect(photos.get('IMG_1-edited.jpg')).toMatchObject(first)
    const second = { description: 'Second', favourite: false, takenAt: '2019-08-01T15:00:00', location: place }
    expect(photos.get('IMG_1(1).jpg')).toMatchObject(second)
    expect(photos.get(long)).toMatchObject({ description: 'Long' })
    expect(photos.get('own.jpg')).toMatchObject({ rating: 4 })
    expect(await albumsOf(dora.person)).toEqual([{ title: 'Summer by the sea', photos: ['IMG_1.jpg', 'own.jpg'] }])

    await set(dora.person, 'PATCH', `/photos/${photos.get('IMG_1.jpg')?.id}`, { description: 'My own words' })
    const again = await runTransfer('import', dora, [root])
    expect([again.status, again.output]).toEqual([0, expect.stringContaining('Sent: 0 ')])
    const after = (await dora.person.library()).find(({ filename }) => filename === 'IMG_1.jpg')
    expect(after?.description).toBe('My own words')
  })
})

describe('export', () => {
  it('writes a library that another account takes back whole, and fetches nothing twice', async () => {
    const eve = await account('eve')
    const root = await makeFiles('first', {
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

    const dest = path.join(folder, 'exported')
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

    const fay = await account('fay')
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
    const some = await runTransfer('export', fay, [path.join(folder, 'some'), 'after=2022', 'two'])
    expect([some.status, some.output]).toEqual([0, expect.stringContaining('Fetched: 1 ')])
    const wrong = await runTransfer('export', fay, [path.join(folder, 'wrong'), 'iso:abc'])
    expect([wrong.status, wrong.output]).toEqual([2, expect.stringContaining('iso')])
  })

  it('never writes outside of its folder', async () => {
    const gil = await account('gil')
    const root = await makeFiles('innocent', { 'a.jpg': await picture(40, { taken: '2018:01:01 10:00:00' }) })
    expect((await runTransfer('import', gil, [root])).status).toBe(0)
    const target = path.join(folder, 'target')
    await mkdir(target)
    const dest = path.join(folder, 'linked')
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
