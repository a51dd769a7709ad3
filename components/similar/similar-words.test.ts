import { expect, test } from 'vitest'
import { distanceLabel, distanceWord } from './similar-words'

test('each distance has the nearest word that holds it', () => {
  const words = [0, 4, 5, 10, 11, 16, 17, 24, 32].map(distanceWord)
  expect(words).toEqual([
    'same',
    'same',
    're-saved',
    're-saved',
    'edited',
    'edited',
    'looks-alike',
    'looks-alike',
    'looks-alike',
  ])
})

test('a distance is told in words', () => {
  expect([0, 3, 10, 12, 20].map(distanceLabel)).toEqual([
    'the same picture',
    'same',
    're-saved',
    'edited',
    'looks alike',
  ])
})
