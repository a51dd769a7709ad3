import { expect, test } from 'vitest'
import { parseCoordinates } from './coordinates'

test.each([
  ['52.5163, 13.3777', { latitude: 52.5163, longitude: 13.3777 }],
  [' -33.9 151 ', { latitude: -33.9, longitude: 151 }],
  ['90;-180', { latitude: 90, longitude: -180 }],
  ['90.1, 0', null],
  ['0, 180.5', null],
  ['Berlin', null],
  ['52,5 13,4', null],
  ['', null],
])('%j', (text, expected) => expect(parseCoordinates(text)).toEqual(expected))
