import { expect, it } from 'vitest'
import { joinPlaceWords } from './join-place-words'

it('is one list: a name however it is written once, its photos counted together, the most frequent first', () => {
  expect(
    joinPlaceWords([
      [
        { word: 'Bergen', where: ['tags'], photos: 2 },
        { word: 'Oslo', where: ['title'], photos: 3 },
      ],
      [],
      [
        { word: 'BERGEN', where: ['title', 'tags'], photos: 2 },
        { word: 'Ålesund', where: ['description'], photos: 3 },
      ],
    ]),
  ).toEqual([
    { word: 'Bergen', where: ['title', 'tags'], photos: 4 },
    { word: 'Ålesund', where: ['description'], photos: 3 },
    { word: 'Oslo', where: ['title'], photos: 3 },
  ])
})
