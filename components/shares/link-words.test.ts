import { expect, test } from 'vitest'
import type { ShareLink } from '@/lib/shares/contract'
import { countWords, growthWords, isLinkLike, linkName, madeWords, previewWords, visitWords } from './link-words'

test('before a link is made it is said how many private photos it opens', () => {
  const of = (photos: number, hidden: number) => previewWords({ photos, private: hidden, grows: true })
  expect(of(20, 14)).toBe('Whoever has the address sees 20 photos, 14 of them private otherwise.')
  expect(of(20, 20)).toBe('Whoever has the address sees 20 photos, all of them private otherwise.')
  expect(of(1, 1)).toBe('Whoever has the address sees 1 photo, which is private otherwise.')
  expect(of(3, 0)).toBe('Whoever has the address sees 3 photos, all of them public already.')
  expect(of(0, 0)).toBe('There are no photos in it now.')
})

test('and whether later ones follow', () => {
  expect(growthWords({ grows: false }, false)).toContain('stays these photos')
  expect(growthWords({ grows: true }, true)).toContain('fit the filter later follow')
  expect(growthWords({ grows: true }, false)).toContain('put into the album later follow')
})

test('links to one album are told apart by their day and their address, and found by them', () => {
  const link = {
    opens: 'album',
    title: 'Harbour days',
    album: { id: '1', title: 'Harbour days', smart: false },
    state: 'expired',
    hasPassword: true,
    createdAt: '2026-11-21T16:04:00.000Z',
    url: 'https://own.example/s/kJ2vQ8sT4nX6bC1mW9zL3p',
  } as ShareLink
  expect(madeWords(link)).toMatch(/^Made on .*2026.*, address …zL3p$/)
  expect(madeWords({ ...link, url: null })).toMatch(/^Made on [^,]*2026$/)
  for (const wanted of ['harbour', 'HARBOUR days', 'expired', 'password harb', 'zl3p', '2026', ' '])
    expect(isLinkLike(link, wanted), wanted).toBe(true)
  for (const wanted of ['mountain', 'downloads', 'harbour mountain']) expect(isLinkLike(link, wanted)).toBe(false)
})

test('a link is called by its heading, and a filter without one by what it asks for', () => {
  const none = { title: '', filter: null }
  expect(linkName({ ...none, opens: 'album' })).toBe('Untitled album')
  expect(linkName({ ...none, opens: 'selection' })).toBe('Chosen photos')
  expect(linkName({ opens: 'filter', title: '', filter: { q: 'sea', town: 'Mány', tag: ['a', 'b'] } })).toBe(
    'Filter sea town:Mány tag:a tag:b',
  )
  expect(linkName({ opens: 'filter', title: 'Sea', filter: { q: 'sea' } })).toBe('Sea')
})

test('of a link it is said how much it opens and when it was visited', () => {
  expect(countWords({ photos: 5, private: 2 })).toBe('5 photos, 2 of them private')
  expect(countWords({ photos: null, private: null })).toBe('Too many photos to count in a moment')
  expect(visitWords({ visits: 0, lastVisitAt: null })).toBe('not visited yet')
  expect(visitWords({ visits: 1, lastVisitAt: '2026-11-21T16:04:00.000Z' })).toMatch(
    /^1 visit, the last on .*16:04 UTC$/,
  )
})
