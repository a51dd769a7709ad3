import { chmod, symlink } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { picture, runTransfer, tokenOf } from './testing/commands'
import { albumsOf, get, LibraryServer, set } from './testing/library-server'

let server: LibraryServer

beforeAll(async () => {
  server = await LibraryServer.start()
}, 300_000)

afterAll(async () => {
  await server?.stop()
})

describe('import', () => {
  it('sends what is not there, once; leaves links and other kinds aside; says what it did', async () => {
    const ada = await server.account('ada')
    const root = await server.makeFiles('plain', {
      'a.jpg': await picture(1, { taken: '2021:05:06 07:08:09' }),
      'Berlin/b.jpg': await picture(2),
      'Berlin/twin.jpg': await picture(1, { taken: '2021:05:06 07:08:09' }),
      'Berlin/c\nd.jpg': await picture(3),
      'Berlin/film.mp4': 'no film',
      'Berlin/empty.jpg': '',
      'Berlin/text.jpg': 'no picture at all',
      '.hidden/e.jpg': await picture(4),
      'b.jpg.xmp': 'no XMP',
      'a.jpg.json': '{ no JSON',
    })
    await server.makeFiles('outside', { 'secret.jpg': await picture(5) })
    await symlink(path.join(server.folder, 'outside'), path.join(root, 'link'))
    await symlink(path.join(server.folder, 'outside/secret.jpg'), path.join(root, 'link.jpg'))

    const dry = await runTransfer('import', ada, [root, '--dry-run'])
    expect(dry.output).toContain('Would be sent: 4')
    expect(await ada.person.library()).toEqual([])

    const first = await runTransfer('import', ada, [root, '--album-from-folder', '--tags', 'one, two'])
    expect(first.output).toContain('Sent: 3 ')
    expect(first.output).toContain('Already there: 1')
    expect(first.output).toContain('Skipped: 1 video\n')
    expect(first.output).toContain('Skipped: 2 symbolic links')
    expect(first.output).toContain('Skipped: 1 note that says nothing')
    expect(first.output).toContain('Berlin/empty.jpg: The file is empty.')
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

  it('takes names of every kind, follows no loop, and names what cannot be read', async () => {
    const lea = await server.account('lea')
    const names = [
      '😀 smile.jpg',
      '-dash.jpg',
      '--tags=x.jpg',
      '$(touch x).jpg',
      `"quoted".jpg`,
      'UPPER.JPG',
      'IMG(1).jpg',
    ]
    const composed = ['\u00fcber.jpg', 'u\u0308ber.jpg']
    const deep = `${'d'.repeat(120)}/${'e'.repeat(120)}/${'f'.repeat(120)}.jpg`
    const all = [...names, ...composed, deep]
    const files = await Promise.all(all.map(async (name, at) => [name, await picture(400 + at)]))
    const root = await server.makeFiles('odd', { ...Object.fromEntries(files), 'loop/in.jpg': await picture(450) })
    await symlink('..', path.join(root, 'loop/up'))
    await symlink('self', path.join(root, 'self'))
    // Administrators read whatever they want.
    const barred = process.getuid?.() !== 0
    if (barred) await server.makeFiles('odd', { 'barred.jpg': await picture(451) })
    if (barred) await chmod(path.join(root, 'barred.jpg'), 0)
    const ran = await runTransfer('import', lea, [root])
    expect([ran.status, ran.output]).toEqual([barred ? 1 : 0, expect.stringContaining(`Sent: ${all.length + 1} `)])
    expect(ran.output).toContain('Skipped: 2 symbolic links')
    if (barred) expect(ran.output).toContain('barred.jpg: The file may not be read')
    const photos = await lea.person.library()
    const shown = [...names, `${'f'.repeat(120)}.jpg`, 'in.jpg']
    expect(photos.map(({ filename }) => filename)).toEqual(expect.arrayContaining(shown))
    expect(photos).toHaveLength(all.length + 1)
    const again = await runTransfer('import', lea, [root])
    expect(again.output).toContain('Sent: 0 ')
  })

  it('goes on after a kill in the middle', async () => {
    const ben = await server.account('ben')
    const files = await Promise.all(
      Array.from({ length: 150 }, async (_, at) => [`n${at}.jpg`, await picture(100 + at)]),
    )
    const root = await server.makeFiles('killed', Object.fromEntries(files))
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
    const cleo = await server.account('cleo')
    const root = await server.makeFiles('tokens', { 'a.jpg': await picture(6) })
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
    const nowhere = await runTransfer('import', cleo, [path.join(server.folder, 'nowhere')])
    expect([nowhere.status, nowhere.output]).toEqual([
      2,
      expect.stringContaining('nowhere cannot be read: There is no such folder.'),
    ])
  })

  it('reads what lies beside the pictures of a Google Takeout and of other programs', async () => {
    const dora = await server.account('dora')
    const note = (title: string, more: object = {}) => ({
      title,
      description: '',
      photoTakenTime: { timestamp: '1564664400', formatted: 'Aug 1, 2019, 1:00:00 PM UTC' },
      geoData: { latitude: 0, longitude: 0, altitude: 0 },
      ...more,
    })
    const long = `${'a-very-long-name-of-a-picture-that-goes-on-and-on-'.repeat(2)}.jpg`
    const numbered = (name: string) => name.replace('.jpg', '(1).jpg')
    const place = { latitude: 53.55, longitude: 9.99, altitude: 12 }
    const year = 'Takeout/Google Photos/Photos from 2019'
    const album = 'Takeout/Google Photos/Summer by the sea'
    const root = await server.makeFiles('takeout', {
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
      [`${year}/old.jpg`]: await picture(26),
      [`${year}/old.jpg.json`]: note('old.jpg', { photoTakenTime: { timestamp: '-86400' } }),
      'Takeout/Google Photos/A twin without a note/alone.jpg': await picture(27),
      [`${year}/alone.jpg`]: await picture(27),
      [`${year}/alone.jpg.json`]: note('alone.jpg'),
      [`${album}/IMG_1.jpg`]: await picture(20),
      [`${album}/metadata.json`]: { title: 'Summer by the sea', description: 'All of it', access: 'protected' },
      [`${album}/own.jpg`]: await picture(24),
      [`${album}/own.jpg.xmp`]:
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="4"/></rdf:RDF></x:xmpmeta>',
      [`${year}/${long.slice(0, 47)}(1).jpg`]: await picture(28),
      [`${year}/${long.slice(0, 46)}(1).json`]: note(long, { description: 'Long, too' }),
      'Takeout/Google Photos/Bin/gone.jpg': await picture(25),
      'Takeout/Google Photos/Bin/gone.jpg.json': note('gone.jpg', { trashed: true }),
    })
    const ran = await runTransfer('import', dora, [root])
    expect([ran.status, ran.output]).toEqual([0, expect.stringContaining('Sent: 8 ')])
    const photos = new Map((await dora.person.library()).map((photo) => [photo.filename, photo]))
    expect([...photos.keys()].sort()).toEqual(
      ['IMG_1(1).jpg', 'IMG_1-edited.jpg', 'IMG_1.jpg', 'alone.jpg', long, numbered(long), 'old.jpg', 'own.jpg'].sort(),
    )
    const first = { description: 'First & <one>', favourite: true, takenAt: '2019-08-01T13:00:00Z', location: null }
    expect(photos.get('IMG_1.jpg')).toMatchObject(first)
    expect(photos.get('IMG_1-edited.jpg')).toMatchObject(first)
    const second = { description: 'Second', favourite: false, takenAt: '2019-08-01T15:00:00', location: place }
    expect(photos.get('IMG_1(1).jpg')).toMatchObject(second)
    expect(photos.get(long)).toMatchObject({ description: 'Long' })
    expect(photos.get('own.jpg')).toMatchObject({ rating: 4 })
    expect(await albumsOf(dora.person)).toEqual([{ title: 'Summer by the sea', photos: ['IMG_1.jpg', 'own.jpg'] }])

    // Google's moment is a fact, whichever file stands first; a file of this moment without a note has no date.
    const dates = [...photos.values()].map(({ filename, takenAtGuessed }) => [filename, takenAtGuessed])
    expect(dates.filter(([, guessed]) => guessed)).toEqual([])
    expect(photos.get('own.jpg')?.takenAt).toBeNull()
    expect(photos.get('old.jpg')?.takenAt).toBe('1969-12-31T00:00:00Z')
    expect(photos.get('alone.jpg')?.takenAt).toBe('2019-08-01T13:00:00Z')

    await set(dora.person, 'PATCH', `/photos/${photos.get('IMG_1.jpg')?.id}`, { description: 'My own words' })
    const again = await runTransfer('import', dora, [root])
    expect([again.status, again.output]).toEqual([0, expect.stringContaining('Sent: 0 ')])
    const after = (await dora.person.library()).find(({ filename }) => filename === 'IMG_1.jpg')
    expect(after?.description).toBe('My own words')
  })

  it('sets the good fields of a note with a bad one, and names that', async () => {
    const kim = await server.account('kim')
    const root = await server.makeFiles('bad-note', {
      'a.jpg': await picture(60),
      'a.jpg.json': {
        ...{ title: 'Harbour', description: 'By the sea', favorited: true },
        photoTakenTime: { timestamp: '1564664400' },
        geoData: { latitude: 10, longitude: 20, altitude: 900_000 },
      },
      'b.jpg': await picture(61),
      'b.jpg.json': { title: 'Har\0bour', description: 'Two', photoTakenTime: { timestamp: '1564664400' } },
    })
    const ran = await runTransfer('import', kim, [root])
    const photos = new Map((await kim.person.library()).map((photo) => [photo.filename, photo]))
    const dated = { takenAt: '2019-08-01T13:00:00Z', takenAtGuessed: false }
    expect(photos.get('a.jpg')).toMatchObject({ description: 'By the sea', favourite: true, ...dated })
    expect(photos.get('b.jpg')).toMatchObject({ description: 'Two', ...dated })
    expect([ran.status, ran.output]).toEqual([1, expect.stringMatching(/b\.jpg: It is in the library, but.*title: /)])
  })
})
