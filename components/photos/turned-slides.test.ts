import { expect, test } from 'vitest'
import type { Photo } from '@/lib/photos/contract'
import { looksSame, stillToTurn, turnedSize } from './turned-slides'

type Rotation = Photo['rotation']

/** A photo that is wanted this way up, and drawn that way up under an address of its own. */
const shown = (rotation: Rotation, drawnAs: Rotation, version = drawnAs) => {
  const picture = { url: `/preview?v=${version}`, width: 300, height: 200 }
  return { id: 'a', rotation, renditions: { thumb: picture, preview: picture, rotation: drawnAs } }
}

test.each<[Rotation, Rotation, number, number, number]>([
  [0, 0, 0, 300, 200],
  [90, 0, 90, 200, 300],
  [0, 90, 270, 200, 300],
  [270, 90, 180, 300, 200],
])('wanted at %i and drawn at %i it is turned by %i', (wanted, drawnAs, by, width, height) => {
  const photo = shown(wanted, drawnAs)
  expect(stillToTurn(photo)).toBe(by)
  expect(turnedSize(photo)).toEqual({ width, height })
})

test('without a picture there is nothing to turn', () => {
  const photo = { id: 'a', rotation: 90 as const, renditions: null }
  expect(stillToTurn(photo)).toBe(0)
})

test.each([
  ['nothing has changed', shown(0, 0), shown(0, 0), true],
  ['it is turned', shown(0, 0), shown(90, 0), false],
  ['the server has drawn what is shown turned', shown(90, 0), shown(90, 90), true],
  ['it is turned again meanwhile', shown(90, 0), shown(180, 90), false],
  ['its file is replaced', shown(0, 0, 0), shown(0, 0, 90), false],
  ['its file is replaced while it is turned', shown(90, 90), shown(90, 90, 180), false],
])('what is drawn stays or goes: %s', (_, before, after, stays) => {
  expect(looksSame(before, after)).toBe(stays)
})
