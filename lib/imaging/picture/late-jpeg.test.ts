import sharp from 'sharp'
import { expect, it } from 'vitest'
import { stripMetadata } from '../strip/strip-metadata'
import { makeTiff } from '../testing/tiff-block'
import { decodePhoto } from './decode-photo'

/** A JPEG that is turned and dated by its EXIF. */
async function picture(): Promise<Buffer> {
  const plain = await sharp({ create: { width: 30, height: 20, channels: 3, background: '#c63' } })
    .jpeg()
    .toBuffer()
  const block = makeTiff({ 274: { shorts: [6] } }, { 36867: '2021:05:04 03:02:01' })
  const head = Buffer.from([0xff, 0xe1, 0, block.length + 8])
  return Buffer.concat([plain.subarray(0, 2), head, Buffer.from('Exif\0\0'), block, plain.subarray(2)])
}

it.each([
  ['a line end', '\n'],
  ['a byte order mark', '\xef\xbb\xbf'],
  ['a NUL', '\0'],
])('a JPEG behind %s is read as one that begins at once, and goes out without it', async (_name, before) => {
  const bytes = await picture()
  const late = Buffer.concat([Buffer.from(before, 'latin1'), bytes])
  const { width, height, damaged, fields } = await decodePhoto(late, { filename: '', maxPixels: 1000, raw: false })
  expect([width, height, damaged, fields.takenLocal]).toEqual([20, 30, false, '2021-05-04T03:02:01.000'])
  expect(await stripMetadata(late)).toEqual(await stripMetadata(bytes))
})
