import { expect, it } from 'vitest'
import { TEXT_KEYS } from '@/lib/search/language/vocabulary'
import { completeText, continuesWord, keyWords } from './search-completion'

const value = (insert: string) => ({ kind: 'value' as const, key: 'town', label: '', insert, count: 1 })

it('puts a value in the place of the word at the cursor and goes on behind it', () => {
  expect(completeText('boat town:ber tag:x', 13, 5, value('town:Berlin'))).toEqual({
    text: 'boat town:Berlin tag:x',
    caret: 17,
  })
  expect(completeText('ber', 3, 0, value('town:"New York"'))).toEqual({ text: 'town:"New York" ', caret: 16 })
})

it('puts a key so that its value can be typed', () => {
  const key = { kind: 'key' as const, key: 'town', label: 'town:', insert: 'town:', count: null }
  expect(completeText('-to', 3, 1, key)).toEqual({ text: '-town:', caret: 6 })
})

it('explains every key there is', () => {
  expect(TEXT_KEYS.filter((key) => keyWords(key) === '')).toEqual([])
})

it.each([
  ['', '', 0, true],
  ['ow', 'o', 0, true],
  ['owner:me tow', '', 0, false],
  ['owner:me tow', 'owner:me t', 9, true],
  ['owner:me town:', 'owner:me tow', 9, false],
  ['town:ber', 'town:b', 0, true],
  ['town:"new yo', 'town:"n', 0, true],
  ['town:"new york" ', 'town:"n', 0, false],
  ['(sea', 'sea', 0, false],
  ['t', 'owner:me t', 9, false],
])('suggestions for another word are wrong: %j after %j', (head, asked, start, same) => {
  expect(continuesWord(head, asked, start)).toBe(same)
})
