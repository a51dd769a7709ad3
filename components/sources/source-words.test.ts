import { describe, expect, it } from 'vitest'
import type { Source } from '@/lib/sources/ground/contract'
import type { SourceScan } from '@/lib/sources/ground/scan-contract'
import { countsWords, paceWords, placeOfSource, scanShare, stateOf } from './source-words'

const SCAN: SourceScan = {
  id: '1',
  status: 'running',
  reason: null,
  resumeAt: null,
  asksGone: false,
  listedAll: true,
  listed: 100,
  added: 80,
  changed: 0,
  moved: 0,
  missing: 0,
  ready: 20,
  failed: 0,
  skipped: 0,
  pending: 60,
  bytesFound: 4_000_000,
  bytesRead: 1_000_000,
  requests: 21,
  noted: 0,
  notes: [],
  photosPerSecond: 12.34,
  bytesPerSecond: 1_200_000,
  secondsLeft: 95,
  startedAt: '2026-11-21T16:00:00.000Z',
  finishedAt: null,
}

describe('scanShare', () => {
  it.each([
    ['of the bytes once all is listed', {}, 0.25],
    ['nobody knows while it lists', { listedAll: false }, null],
    ['nothing new: by what waits', { bytesFound: 0, bytesRead: 0, ready: 3, pending: 1 }, 0.75],
    ['nothing found at all', { bytesFound: 0, bytesRead: 0, ready: 0, added: 0, pending: 0 }, null],
    ['never more than all', { bytesRead: 5_000_000 }, 1],
    ['done', { status: 'done', listedAll: false }, 1],
  ] as [string, Partial<SourceScan>, number | null][])('%s', (_, more, share) => {
    expect(scanShare({ ...SCAN, ...more })).toBe(share)
  })
})

describe('paceWords', () => {
  it.each([
    ['all three', {}, '12 photos/s · 1.2 MB/s · 2 min left'],
    ['a slow one', { photosPerSecond: 0.44, bytesPerSecond: null, secondsLeft: null }, '0.4 photos/s'],
    ['paused', { status: 'paused' }, ''],
    ['nothing known', { photosPerSecond: null, bytesPerSecond: null, secondsLeft: null }, ''],
  ] as [string, Partial<SourceScan>, string][])('%s', (_, more, words) => {
    expect(paceWords({ ...SCAN, ...more })).toBe(words)
  })
})

describe('stateOf', () => {
  it.each([
    [null, 'Never scanned', 'neutral'],
    [{}, 'Scanning', 'neutral'],
    [{ status: 'paused' }, 'Paused', 'neutral'],
    [{ status: 'paused', reason: 'Nobody answers.' }, 'Held up', 'danger'],
    [{ status: 'stopped' }, 'Stopped', 'neutral'],
    [{ status: 'stopped', reason: 'Gone.' }, 'Ended early', 'danger'],
    [{ status: 'done' }, 'Up to date', 'neutral'],
  ] as [Partial<SourceScan> | null, string, string][])('%j', (scan, text, tone) => {
    expect(stateOf(scan && { ...SCAN, ...scan })).toEqual({ text, tone })
  })
})

describe('words about a source', () => {
  const bucket = { kind: 's3', bucket: 'photos', prefix: '', endpoint: null, path: null } as Source

  it.each([
    [{}, 'photos at Amazon S3'],
    [{ prefix: '2023/' }, 'photos/2023/ at Amazon S3'],
    [{ endpoint: 'https://s3.example.org:9000/' }, 'photos at s3.example.org:9000'],
    [{ kind: 'directory', path: '/mnt/photos', bucket: null }, '/mnt/photos on the server'],
  ] as [Partial<Source>, string][])('says where it is: %j', (more, words) => {
    expect(placeOfSource({ ...bucket, ...more })).toBe(words)
  })

  it('names only what there is', () => {
    expect(countsWords({ photos: 1, missing: 0, failed: 0, notShown: 0 })).toBe('1 photo')
    expect(countsWords({ photos: 12_345, missing: 3, failed: 2, notShown: 1 })).toBe(
      '12,345 photos · 3 missing · 2 unreadable · 1 not shown',
    )
  })
})
