import { describe, expect, it } from 'vitest'
import type { BrakeState } from './engine/brake'
import { totalsOf, type UploadItem, type UploadState } from './engine/upload-item'
import { EMPTY_SNAPSHOT, type UploadSnapshot } from './engine/upload-snapshot'
import {
  allNearWords,
  milestoneWords,
  nearWords,
  skippedWords,
  stateWords,
  titleWords,
  totalsWords,
  visibilityWords,
} from './upload-words'
import { isHidden, sortFiles } from './walk-folders'

const items = (states: Partial<Record<UploadState, number>>): UploadItem[] =>
  Object.entries(states).flatMap(([state, count]) =>
    Array.from({ length: count }, (_, id) => ({ id, state, bytes: 100, sent: 0 }) as unknown as UploadItem),
  )
const totals = (states: Partial<Record<UploadState, number>>) => totalsOf(items(states))
const snapshot = (states: Partial<Record<UploadState, number>>, rest: Partial<UploadSnapshot> = {}) => ({
  ...EMPTY_SNAPSHOT,
  totals: totals(states),
  ...rest,
})
const open: BrakeState = { kind: 'open' }

describe('totalsWords', () => {
  it.each([
    [{ ready: 128, queued: 372 }, { bytesPerSecond: 3.2e6, secondsLeft: 100 }, '128 of 500 · 3.2 MB/s · 2 min left'],
    [{ ready: 1, queued: 1 }, {}, '1 of 2'],
    [{ ready: 1, queued: 1 }, { brake: { kind: 'offline' }, bytesPerSecond: 5 }, '1 of 2'],
    [{ ready: 3, known: 2 }, {}, '5 of 5 · 2 known already'],
    [{ processing: 1200 }, {}, '1,200 of 1,200 · 1,200 being prepared'],
    [{ ready: 1, failed: 2, cancelled: 4 }, {}, '2 failed · 1 of 3'],
  ] as const)('%o', (states, rest, words) => expect(totalsWords(snapshot(states, rest))).toBe(words))
})

describe('who sees what', () => {
  it.each([
    [0, 2, false, 'Private: only you see them'],
    [0, 1, true, 'Private: only you see the new one'],
    [3, 3, true, 'Public: everyone sees the 3 new ones'],
    [1, 3, true, '1 of 3 new ones are public'],
    [1, 3, false, '1 of 3 are public'],
  ])('%i of %i public, others there: %s', (shown, count, others, words) =>
    expect(visibilityWords(shown, count, others)).toBe(words),
  )

  it.each([
    [{ visibility: 'public' }, 'Already in your library, not sent again. Public: everyone sees it'],
    [{ visibility: 'private' }, 'Already in your library, not sent again. Private: only you see it'],
    [{ visibility: null }, 'Already in your library, not sent again'],
    [null, 'Already in your library, not sent again'],
  ] as const)('a known one: %o', (existing, words) => {
    expect(stateWords({ state: 'known', visibility: 'private', existing } as UploadItem)).toBe(words)
  })
})

describe('titleWords', () => {
  it.each([
    [{ queued: 1 }, open, 'Uploading 1 photo'],
    [{ queued: 1, ready: 1 }, open, 'Uploading 2 photos'],
    [{ queued: 1 }, { kind: 'offline' }, 'Upload paused: offline'],
    [{ queued: 1 }, { kind: 'signed-out', other: null }, 'Upload paused: logged out'],
    [{ processing: 1 }, { kind: 'offline' }, 'Preparing pictures'],
    [{ ready: 2 }, open, 'Upload finished'],
    [{ known: 2 }, open, 'Already in your library'],
    [{ ready: 2, failed: 1 }, open, 'Not everything was uploaded'],
    [{ failed: 1 }, open, 'Nothing was uploaded'],
    [{ cancelled: 2 }, open, 'Upload cancelled'],
    [{}, open, 'Nothing to upload'],
  ] as const)('%o %o', (states, brake, words) => expect(titleWords(totals(states), brake)).toBe(words))
})

describe('milestoneWords', () => {
  it.each([
    [{}, ''],
    [{ queued: 8 }, 'Uploading 8 photos.'],
    [{ queued: 7, ready: 1 }, 'Uploading 8 photos.'],
    [{ queued: 6, ready: 1, failed: 1 }, '25 per cent uploaded.'],
    [{ ready: 7, failed: 1 }, 'Upload finished: 7 of 8 photos. 1 failed.'],
  ])('%o', (states, words) => expect(milestoneWords(totals(states))).toBe(words))
})

describe('skippedWords', () => {
  it.each([
    [{ count: 1, names: ['a/.DS_Store'] }, '1 file was left out: it is no picture (.DS_Store).'],
    [
      { count: 7, names: ['a.txt', 'b/c.mov', 'd', 'e'] },
      '7 files were left out: they are no pictures (a.txt, c.mov, d, …).',
    ],
  ])('%o', (skipped, words) => expect(skippedWords(skipped)).toBe(words))
})

describe('isHidden', () => {
  it.each([
    ['a.jpg', false],
    ['trip/a.jpg', false],
    ['.DS_Store', true],
    ['trip/.thumbs/a.jpg', true],
    ['trip/Thumbs.db', true],
    ['trip/@eaDir/a.jpg', true],
    ['__MACOSX/a.jpg', true],
    ['a.b.jpg', false],
  ])('%s', (path, hidden) => expect(isHidden(path)).toBe(hidden))
})

describe('sortFiles', () => {
  it('keeps paths of a chosen folder and leaves hidden files out', () => {
    const file = (name: string, webkitRelativePath = '') => ({ name, webkitRelativePath }) as File
    const { found, skipped } = sortFiles([file('a.jpg'), file('b.jpg', 'trip/b.jpg'), file('.x', 'trip/.x')])
    expect(found.map(({ name, fromFolder }) => [name, fromFolder])).toEqual([
      ['a.jpg', false],
      ['trip/b.jpg', true],
    ])
    expect(skipped).toEqual(['trip/.x'])
  })
})

describe('near-duplicates', () => {
  it('are told of a file: those of the library, or of this upload alone', () => {
    expect(nearWords({ count: 1, named: 1, here: 0 })).toBe('Looks like 1 photo you have')
    expect(nearWords({ count: 3, named: 3, here: 2 })).toBe('Looks like 3 photos you have')
    expect(nearWords({ count: 1, named: 1, here: 1 })).toBe('Looks like 1 other of this upload')
    expect(nearWords({ count: 2, named: 2, here: 2 })).toBe('Looks like 2 others of this upload')
    expect(nearWords({ count: 238, named: 20, here: 20 })).toBe('Looks like 238 others, the nearest of this upload')
    expect(nearWords({ count: 238, named: 20, here: 19 })).toBe('Looks like 238 photos you have')
  })

  it('are counted of all files', () => {
    const some = (near: number, alike = 0) => ({ ...totals({ ready: 120 }), near, alike })
    expect(allNearWords(some(1))).toBe('1 of 120 looks like photos you have.')
    expect(allNearWords(some(3))).toBe('3 of 120 look like photos you have.')
    expect(allNearWords(some(3, 2))).toBe('3 of 120 look like photos you have, and 2 like others of this upload.')
    expect(allNearWords(some(0, 100))).toBe('100 of 120 look like each other.')
  })
})
