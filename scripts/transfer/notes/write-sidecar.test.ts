import { expect, it } from 'vitest'
import type { LibraryPhoto } from '../library-file'
import { sidecarDetails } from './sidecar-details'
import { writeSidecar } from './write-sidecar'

const PHOTO: LibraryPhoto = {
  id: 'x',
  path: '2020/01/x.jpg',
  sha256: null,
  bytes: 1,
  filename: 'x.jpg',
  mediaType: 'image/jpeg',
  visibility: 'private',
  title: '',
  description: '',
  tags: [],
  favourite: false,
  rating: null,
  rotation: 0,
  takenAt: null,
  takenAtGuessed: false,
  addedAt: '2026-01-01T00:00:00Z',
  deletedAt: null,
  camera: null,
  location: null,
  place: null,
  edited: [],
  hash: null,
  source: null,
}
const back = (more: Partial<LibraryPhoto>) => sidecarDetails(Buffer.from(writeSidecar({ ...PHOTO, ...more })))

it('says nothing of a photo that nothing is known of', () => {
  expect(back({})).toEqual({})
})

it('reads back what it has written', () => {
  const place = { town: 'Ålesund', region: 'Møre', country: 'Norway', countryCode: 'NO' }
  const known = {
    title: 'A <b> & "c" ]]> 😀',
    description: 'Two\nlines & more',
    tags: ['a&b', '<c>', 'ü'],
    rating: 5,
    place,
  }
  expect(back({ ...known, takenAt: '2019-07-04T12:34:56.5+02:00' })).toEqual({
    ...known,
    takenAt: '2019-07-04T12:34:56.500+02:00',
  })
  for (const takenAt of ['2019-07-04T12:34:56', '2019-07-04T12:34:56Z', '2019-07-04T12:34:56-03:30']) {
    expect(back({ takenAt })).toEqual({ takenAt })
  }
  for (const [latitude, longitude, altitude] of [
    [53.546, 9.967, null],
    [-33.856_8, -151.215_3, 4.5],
    [0, 180, -12],
    [-90, -0.000_001, 8848],
  ] as const) {
    const { location } = back({ location: { latitude, longitude, altitude } })
    expect(location?.latitude).toBeCloseTo(latitude, 7)
    expect(location?.longitude).toBeCloseTo(longitude, 7)
    expect(location?.altitude).toBe(altitude)
  }
})

it('keeps the hierarchy of tags, and that a picture was rejected', () => {
  const tags = ['rain', 'Places/Norway/Bergen', 'Bergen', 'B/W', 'a/b/c']
  expect(back({ tags, rating: -1 })).toEqual({ tags, rating: -1 })
})

it('writes no guessed date and nothing that XML cannot hold', () => {
  expect(back({ takenAt: '2019-07-04T12:34:56Z', takenAtGuessed: true })).toEqual({})
  const text = writeSidecar({
    ...PHOTO,
    title: 'a\u0000b\u0008c\ud800d\ufffee',
    description: '<?xpacket end="w"?><rdf:li>',
  })
  expect(text).toContain('abcde')
  expect(text).not.toContain('<?xpacket end="w"?><rdf:li>')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
  expect(text).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/)
})
