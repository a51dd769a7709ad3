import { describe, expect, it } from 'vitest'
import { cameraWords } from './camera-text'

describe('cameraWords', () => {
  it.each([
    ['NIKON CORPORATION NIKON D500', 'NIKON D500'],
    ['Canon Canon EOS 5D', 'Canon EOS 5D'],
    ['FUJIFILM X100V', 'FUJIFILM X100V'],
    ['OLYMPUS IMAGING CORP. E-M5', 'OLYMPUS IMAGING CORP. E-M5'],
    ['Apple iPhone 12', 'Apple iPhone 12'],
    ['Leica Camera AG LEICA Q2', 'LEICA Q2'],
    ['NIKON', 'NIKON'],
    ['', ''],
  ])('%s is shown as %s', (camera, words) => {
    expect(cameraWords(camera)).toBe(words)
  })
})
