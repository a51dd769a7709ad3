import { describe, expect, it } from 'vitest'
import { makeTiff } from '../testing/tiff-block'
import { readMetadata } from './metadata'

const descriptionOf = (text: string) => {
  const exif = makeTiff({ 270: text })
  return readMetadata({ exif, xmp: null, extendedXmp: null, iptc: null, comments: [], filename: '' }).fields.description
}

describe('a description that a program left as JSON', () => {
  it.each([
    ['{"MAPLatitude":"52.5","MAPDeviceName":"Ann"}', ''],
    ['["a","b"]', ''],
    ['{curly} words', '{curly} words'],
    ['2023', '2023'],
    ['"quoted"', '"quoted"'],
  ])('%s is shown as %j', (given, shown) => expect(descriptionOf(given)).toBe(shown))
})
