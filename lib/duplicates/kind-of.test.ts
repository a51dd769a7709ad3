import { expect, test } from 'vitest'
import { kindOf, type PairFacts, sortOf } from './kind-of'

const ONE: PairFacts = {
  sha256: 'a'.repeat(64),
  mediaType: 'image/jpeg',
  filename: 'IMG_1.jpg',
  sourceId: null,
  sourceKey: null,
  takenLocal: '2024-05-01T12:00:00.100',
  camera: 'Canon EOS R5',
  width: 4000,
  height: 3000,
}
const OTHER: PairFacts = { ...ONE, sha256: 'b'.repeat(64) }
const RAW = { mediaType: 'image/cr2', filename: 'IMG_1.CR2' }
const later = (ms: number) => new Date(Date.parse('2024-05-01T12:00:00.100Z') + ms).toISOString().slice(0, -1)
const inFolder = (sourceKey: string) => ({ sourceId: 's', sourceKey, takenLocal: null, camera: null })

test.each<[string, Partial<PairFacts>, Partial<PairFacts>, number, string]>([
  ['one content', {}, { sha256: ONE.sha256, filename: 'other.jpg', mediaType: 'image/png' }, 0, 'same_bytes'],
  ['one picture, saved anew', {}, {}, 10, 'resaved'],
  ['seconds apart, no further than saved anew', {}, { takenLocal: later(3000) }, 0, 'burst'],
  ['seconds apart, one made smaller', {}, { takenLocal: later(3000), width: 400, height: 300 }, 10, 'burst'],
  ['a copy without the fraction', {}, { takenLocal: '2024-05-01T12:00:00' }, 4, 'resaved'],
  ['a copy with a fraction cut off', { takenLocal: '2024-05-01T12:00:00.123' }, {}, 4, 'resaved'],
  ['an edited copy without the fraction', {}, { takenLocal: '2024-05-01T12:00:00.000' }, 14, 'edited'],
  ['two of a model, by their serial numbers', { serial: '1' }, { serial: '2', takenLocal: later(3000) }, 4, 'resaved'],
  ['one that does not say its serial number', { serial: '1' }, { takenLocal: later(3000) }, 4, 'burst'],
  ['further apart, taken at once', {}, {}, 11, 'edited'],
  ['shots within seconds', {}, { takenLocal: later(10_000) }, 11, 'burst'],
  ['shots within a second', {}, { takenLocal: later(100) }, 16, 'burst'],
  ['shots of a minute', {}, { takenLocal: later(10_001) }, 11, 'edited'],
  ['shots of two cameras', {}, { takenLocal: later(3000), camera: 'Nikon Z6' }, 11, 'edited'],
  ['shots of no camera', { camera: null }, { takenLocal: later(3000), camera: null }, 11, 'edited'],
  ['without times', { takenLocal: null }, { takenLocal: null }, 11, 'edited'],
  ['raw and JPEG of one shot', {}, RAW, 0, 'companion'],
  ['raw and a JPEG named anew', {}, { ...RAW, filename: 'other.CR2' }, 0, 'companion'],
  ['raw and a JPEG of another time', {}, { ...RAW, takenLocal: later(60_000) }, 4, 'resaved'],
  ['still and other half, one shot', {}, { mediaType: 'image/heic', filename: 'img_1.HEIC' }, 4, 'companion'],
  ['other types and names, one shot', {}, { mediaType: 'image/webp', filename: 'web.webp' }, 4, 'resaved'],
  [
    'one name in one folder',
    inFolder('a/IMG_1.jpg'),
    { ...inFolder('a/IMG_1.heic'), mediaType: 'image/heic', filename: 'IMG_1.heic' },
    4,
    'companion',
  ],
  [
    'an export beside the picture',
    inFolder('a/IMG_1.jpg'),
    { ...inFolder('a/IMG_1.png'), mediaType: 'image/png', filename: 'IMG_1.png' },
    4,
    'resaved',
  ],
  ['an export of one name and shot', {}, { mediaType: 'image/webp' }, 4, 'resaved'],
  [
    'a raw file and a picture of one name in one folder',
    inFolder('a/IMG_1.jpg'),
    { ...inFolder('a/IMG_1.dng'), ...RAW, filename: 'IMG_1.dng', camera: null },
    4,
    'companion',
  ],
  [
    'one name in two folders',
    inFolder('a/IMG_1.jpg'),
    { ...inFolder('b/IMG_1.png'), mediaType: 'image/png', filename: 'IMG_1.png' },
    4,
    'resaved',
  ],
])('%s', (_, one, other, distance, kind) => {
  const [a, b] = [
    { ...ONE, ...one },
    { ...OTHER, ...other },
  ]
  expect(kindOf(a, b, distance)).toBe(kind)
  expect(kindOf(b, a, distance)).toBe(kind)
})

test.each<[string, Partial<PairFacts>, number, string | null]>([
  ['the next shot, whatever it shows', { takenLocal: later(3000) }, 70, 'burst'],
  ['a tenth of a second later', { takenLocal: later(120) }, 20, 'burst'],
  ['later, and hardly alike', { takenLocal: later(3001) }, 33, null],
  ['later, and somewhat alike', { takenLocal: later(10_000) }, 32, 'burst'],
  ['much later, and somewhat alike', { takenLocal: later(10_001) }, 20, null],
  ['at once', {}, 20, null],
  ['of the same second, for all that is known', { takenLocal: '2024-05-01T12:00:00' }, 20, null],
  ['turned', { takenLocal: later(2000), width: 3000, height: 4000 }, 40, null],
  ['of another camera', { takenLocal: later(2000), camera: 'Nikon Z6' }, 20, null],
  ['of no camera', { takenLocal: later(2000), camera: null }, 20, null],
  ['without a time', { takenLocal: null }, 20, null],
  ['raw and JPEG of one name and shot', RAW, 70, 'companion'],
  ['a raw file with a name of its own', { ...RAW, filename: 'IMG_2.CR2' }, 20, null],
  ['a raw file of that name and another time', { ...RAW, takenLocal: later(60_000) }, 20, null],
  ['the same bytes', { sha256: ONE.sha256 }, 128, 'same_bytes'],
])('not alike: %s', (_, other, distance, kind) => {
  const b = { ...OTHER, ...other }
  expect(kindOf(ONE, b, distance, false)).toBe(kind)
  expect(kindOf(b, ONE, distance, false)).toBe(kind)
})

test('bursts and companions are no duplicates', () => {
  const sorts = (['same_bytes', 'resaved', 'edited', 'burst', 'companion'] as const).map(sortOf)
  expect(sorts).toEqual(['duplicate', 'duplicate', 'duplicate', 'burst', 'companion'])
})
