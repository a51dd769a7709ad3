import { expect, it } from 'vitest'
import type { Photo } from '../photos/contract'
import type { DuplicateGroup } from './contract'
import { isSafe } from './is-safe'

const CAMERA = { make: 'Canon', model: 'R5', lens: null, iso: null, aperture: null, exposure: null, focalLength: null }
const DATED = { takenAt: '2024-05-01T12:00:00+02:00', takenAtGuessed: false, camera: CAMERA }

function photo(id: string, values: Partial<Photo>): Photo {
  const plain = { id, visibility: 'private', width: 400, height: 300, missingAt: null, damaged: false, renditions: {} }
  const unknown = {
    takenAt: null,
    takenAtGuessed: false,
    camera: null,
    location: null,
    place: null,
    sha256: id.repeat(64),
  }
  return { ...plain, ...unknown, ...values } as unknown as Photo
}

/** The first is kept. */
function group(first: Partial<Photo>, second: Partial<Photo>, more: Partial<DuplicateGroup> = {}): DuplicateGroup {
  const photos = [photo('a', { width: 4000, height: 3000, ...first }), photo('b', second)]
  const plain = { id: '', kind: 'resaved', size: 2, newest: '', photos, differences: [] } as const
  const pairs = [{ a: 'a', b: 'b', distance: 4, kind: 'resaved' as const }]
  return { ...plain, photos, pairs, proposal: { keep: 'a', reason: 'more_pixels' }, ...more } as DuplicateGroup
}

const SOURCE = { id: 's', name: 'Bucket', key: 'a.jpg' } as unknown as Photo['source']
const SAME = { sha256: 'c'.repeat(64), width: 400, height: 300 }

it.each([
  ['a smaller copy', group({}, {}), true],
  ['a smaller copy without what the camera wrote', group(DATED, {}), true],
  ['a smaller copy whose time lost its offset', group(DATED, { ...DATED, takenAt: '2024-05-01T12:00:00' }), true],
  [
    'a guessed date that is not the one of the file',
    group(DATED, { takenAt: '2026-01-01T00:00:00', takenAtGuessed: true }),
    true,
  ],
  ['one content twice', group(SAME, SAME, { kind: 'same_bytes' }), true],
  ['a copy of the same size', group({}, { width: 4000, height: 3000 }), false],
  [
    'an edited one',
    group({}, {}, { kind: 'edited', pairs: [{ a: 'a', b: 'b', distance: 14, kind: 'edited' }] }),
    false,
  ],
  ['a smaller copy that only another photo leads to', group({}, {}, { pairs: [] }), false],
  ['the larger one lost its date', group({}, DATED), false],
  [
    'other dates of one content',
    group({ ...SAME, ...DATED }, { ...SAME, ...DATED, takenAt: '2020-01-01T00:00:00Z' }),
    false,
  ],
  ['the only place', group(SAME, { ...SAME, location: { latitude: 1, longitude: 2, altitude: null } }), false],
  ['a public one would vanish', group(SAME, { ...SAME, visibility: 'public' }), false],
  ['a private one beside a public one', group({ ...SAME, visibility: 'public' }, SAME), false],
  ['the original of what is kept is missing', group({ ...SAME, missingAt: '2024-01-01T00:00:00Z' }, SAME), false],
  ['an upload goes for a file of a source', group({ source: SOURCE }, {}), false],
  ['both lie in sources', group({ source: SOURCE }, { source: SOURCE }), true],
  ['a file of a source goes for an upload', group({}, { source: SOURCE }), true],
  ['a damaged one is kept', group({ ...SAME, damaged: true }, SAME), false],
  ['more photos than are shown', group(SAME, SAME, { size: 240 }), false],
])('%s', (_, given, expected) => {
  expect(isSafe(given)).toBe(expected)
})
