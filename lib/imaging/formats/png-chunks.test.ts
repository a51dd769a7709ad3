import { deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { readMetadata } from '../metadata/metadata'
import { makeTiff } from '../testing/tiff-block'
import { readPngBlocks } from './png-chunks'

const EXIF = Buffer.from('Exif\0\0')
const block = makeTiff({}, { 36867: '2021:07:04 10:00:00' }, {}, 'II')

function png(type: string, data: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(data.length)
  head.write(type, 4, 'latin1')
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), head, data, Buffer.alloc(4)])
}

/** As ImageMagick writes it: a newline, the kind, the length, and digits in lines. */
function profile(kind: string, bytes: Buffer): Buffer {
  const digits = bytes.toString('hex').replaceAll(/.{72}/g, '$&\n')
  return Buffer.from(`\n${kind}\n${String(bytes.length).padStart(8)}\n${digits}\n`)
}

const named = (kind: string, ...rest: Buffer[]) => Buffer.concat([Buffer.from(`Raw profile type ${kind}\0`), ...rest])

describe('EXIF in a PNG', () => {
  it.each<[string, Buffer]>([
    ['in its own chunk', png('eXIf', block)],
    ['in its own chunk, behind a header', png('eXIf', Buffer.concat([EXIF, block]))],
    ['as a raw profile', png('tEXt', named('exif', profile('exif', Buffer.concat([EXIF, block]))))],
    ['as a raw profile without a header', png('tEXt', named('exif', profile('exif', block)))],
    ['as APP1', png('tEXt', named('APP1', profile('APP1', Buffer.concat([EXIF, block]))))],
    [
      'as a compressed raw profile',
      png('zTXt', named('exif', Buffer.from([0]), deflateSync(profile('exif', Buffer.concat([EXIF, block]))))),
    ],
  ])('%s', (_name, bytes) => {
    const { fields } = readMetadata({ ...readPngBlocks(bytes), extendedXmp: null, filename: '' })
    expect(fields.takenLocal).toBe('2021-07-04T10:00:00.000')
  })
})
