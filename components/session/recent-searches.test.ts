import { beforeEach, expect, test, vi } from 'vitest'
import { forgetKept } from './kept-list'
import { forgetSearch, RECENT_SEARCHES, recentSearches, rememberSearch } from './recent-searches'

const kept = new Map<string, string>()

beforeEach(() => {
  kept.clear()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  })
})

test('the last search comes first, each once, eight of them', () => {
  for (let n = 0; n < 10; n += 1) rememberSearch('anna', `search ${n}`)
  rememberSearch('anna', '  search 5 ')
  rememberSearch('anna', '   ')
  rememberSearch('anna', 'x'.repeat(301))
  expect(recentSearches('anna').map((text) => text.slice(-1))).toEqual(['5', '9', '8', '7', '6', '4', '3', '2'])
})

test('one can be taken out, and all', () => {
  for (const text of ['a', 'b', 'c']) rememberSearch('anna', text)
  forgetSearch('anna', 'b')
  expect(recentSearches('anna')).toEqual(['c', 'a'])
  forgetSearch('anna')
  expect(recentSearches('anna')).toEqual([])
})

test('another account sees nothing of it, and log-out leaves nothing', () => {
  rememberSearch('anna', 'the surprise')
  expect(recentSearches('ben')).toEqual([])
  rememberSearch('ben', 'boats')
  expect([...kept.values()].join()).not.toContain('surprise')
  forgetKept([RECENT_SEARCHES])
  expect(kept.size).toBe(0)
})

test('what somebody else has written there is no search', () => {
  kept.set(RECENT_SEARCHES, JSON.stringify({ username: 'anna', items: ['sea', 7, null, ''] }))
  expect(recentSearches('anna')).toEqual(['sea'])
  kept.set(RECENT_SEARCHES, '{')
  expect(recentSearches('anna')).toEqual([])
})
