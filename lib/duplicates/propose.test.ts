import { expect, test } from 'vitest'
import type { Photo } from '../photos/contract'
import { differencesOf, propose } from './propose'

const PHOTO = {
  id: 'a',
  damaged: false,
  missingAt: null,
  bytes: 100,
  width: 4000,
  height: 3000,
  mediaType: 'image/jpeg',
  takenAt: '2024-05-01T12:00:00',
  takenAtGuessed: false,
  addedAt: '2024-06-01T00:00:00.000Z',
  camera: { make: 'Canon', model: 'EOS R5' },
  location: { latitude: 1, longitude: 2, altitude: null },
  place: null,
  albums: [],
  source: null,
} as unknown as Photo

const album = { id: 'x', title: 'X' }
const lesser: Partial<Photo> = { width: 400, height: 300, camera: null, addedAt: '2025-01-01T00:00:00.000Z' }

test.each<[string, Partial<Photo>, Partial<Photo>]>([
  ['original_there', lesser, { missingAt: '2024-01-01T00:00:00Z' }],
  ['original_there', lesser, { damaged: true }],
  ['more_pixels', { ...lesser, width: 5000, height: 4000 }, { albums: [album] }],
  ['more_metadata', { addedAt: lesser.addedAt as string }, { takenAtGuessed: true }],
  ['more_metadata', { addedAt: lesser.addedAt as string }, { camera: null, albums: [album] }],
  [
    'own_original',
    { addedAt: lesser.addedAt as string },
    { source: { id: 's', name: 'Bucket', key: 'k' } as never, albums: [album] },
  ],
  ['older', {}, { addedAt: '2024-06-01T00:00:00.001Z', albums: [album] }],
  ['in_albums', { albums: [album] }, { bytes: 200 }],
  ['larger_file', { bytes: 101 }, { mediaType: 'image/avif' }],
  ['first', {}, {}],
])('proposes what is ahead: %s', (reason, ahead, behind) => {
  const one = { ...PHOTO, ...ahead, id: 'a' }
  const other = { ...PHOTO, ...behind, id: 'b' }
  expect(propose([other, one])).toEqual({ keep: 'a', reason })
  expect(propose([one, other])).toEqual({ keep: 'a', reason })
})

test('names in what photos differ', () => {
  expect(differencesOf([PHOTO, { ...PHOTO, id: 'b' }])).toEqual([])
  const source = { id: 's', name: 'Bucket', key: 'k' }
  const other = {
    ...PHOTO,
    ...lesser,
    bytes: 9,
    mediaType: 'image/png',
    takenAt: null,
    location: null,
    albums: [album],
    source,
  }
  const all = ['size', 'pixels', 'format', 'date', 'place', 'camera', 'albums', 'source']
  expect(differencesOf([PHOTO, PHOTO, other])).toEqual(all)
})
