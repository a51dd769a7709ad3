import { expect, it } from 'vitest'
import { NameGuest, PutPick } from './contract'

it.each([
  ['\u202eOma\u2066', 'Oma'],
  ['  Oma\n Erna ', 'Oma Erna'],
  ['עומא', 'עומא'],
])('takes the name %j as %j', (given, kept) => {
  expect(NameGuest.parse({ name: given })).toEqual({ name: kept })
})

it('takes no name of marks alone, and a note without marks that turn its direction', () => {
  expect(NameGuest.safeParse({ name: '\u202e\u200f' }).success).toBe(false)
  expect(PutPick.parse({ note: 'this\u202e one\nplease' })).toEqual({ note: 'this one\nplease' })
})
