import { thumbHashToAverageRGBA } from 'thumbhash'
import { expect, it } from 'vitest'
import { averageColour } from './placeholder'

it('says the mean colour that the library says', () => {
  for (let seed = 0; seed < 500; seed++) {
    const bytes = Uint8Array.from({ length: 24 }, (_, at) => (seed * 7919 + at * 104_729) % 251)
    bytes[2] = (bytes[2] ?? 0) & 127
    const { r, g, b } = thumbHashToAverageRGBA(bytes)
    const expected = `rgb(${Math.round(r * 255)} ${Math.round(g * 255)} ${Math.round(b * 255)})`
    expect(averageColour(Buffer.from(bytes).toString('base64'))).toBe(expected)
  }
})

it.each([null, '', '%%%'])('has none for %j', (placeholder) => {
  expect(averageColour(placeholder)).toBeUndefined()
})
