import { describe, expect, it } from 'vitest'
import { sniffMediaType } from './sniff'

const text = (value: string) => Buffer.from(value, 'latin1')

function ftyp(major: string, ...compatible: string[]): Buffer {
  const size = Buffer.alloc(4)
  size.writeUInt32BE(16 + compatible.length * 4)
  return Buffer.concat([size, text(`ftyp${major}\0\0\0\0${compatible.join('')}`), text('\0\0\0\x08meta')])
}

/** A TIFF head with the given first-directory tags (tag, inline value). */
function tiff(order: 'II' | 'MM', tags: [number, number][], at = 8): Buffer {
  const little = order === 'II'
  const bytes = Buffer.alloc(at + 2 + tags.length * 12 + 4)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  bytes.write(order, 'latin1')
  view.setUint16(2, 42, little)
  view.setUint32(4, at, little)
  view.setUint16(at, tags.length, little)
  tags.forEach(([tag, value], index) => {
    view.setUint16(at + 2 + index * 12, tag, little)
    view.setUint32(at + 2 + index * 12 + 8, value, little)
  })
  return bytes
}

const canonRaw = tiff('II', [[0x111, 9]], 16)
canonRaw.write('CR\x02\0', 8, 'latin1')

const cases: [string, Buffer, string | null][] = [
  ['JPEG', Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 'image/jpeg'],
  ['JPEG behind a line end', text('\n\xff\xd8\xff\xe0'), 'image/jpeg'],
  ['JPEG behind a byte order mark', text('\xef\xbb\xbf\xff\xd8\xff\xe0'), 'image/jpeg'],
  ['JPEG behind a word', text('a\xff\xd8\xff\xe0'), null],
  ['JPEG behind many line ends', text(`${'\n'.repeat(17)}\xff\xd8\xff\xe0`), null],
  ['JPEG without a second marker', Buffer.from([0xff, 0xd8]), null],
  ['PNG', Buffer.from('89504e470d0a1a0a', 'hex'), 'image/png'],
  ['PNG signature after a text-mode transfer', Buffer.from('89504e470a1a0a', 'hex'), null],
  ['GIF87a', text('GIF87a\x01'), 'image/gif'],
  ['GIF89a', text('GIF89a\x01'), 'image/gif'],
  ['GIF of another version', text('GIF88a\x01'), null],
  ['WebP', text('RIFF\x10\0\0\0WEBPVP8 '), 'image/webp'],
  ['WAV', text('RIFF\x10\0\0\0WAVEfmt '), null],
  ['AVIF', ftyp('avif', 'mif1', 'miaf'), 'image/avif'],
  ['AVIF under mif1', ftyp('mif1', 'miaf', 'avif'), 'image/avif'],
  ['AVIF sequence with a still', ftyp('avis', 'avif', 'msf1'), 'image/avif'],
  ['AVIF sequence alone', ftyp('avis', 'msf1', 'iso8'), null],
  ['HEIC', ftyp('heic', 'mif1', 'heic'), 'image/heic'],
  ['HEIC 10 bit', ftyp('heix', 'mif1'), 'image/heic'],
  ['HEIC under mif1', ftyp('mif1', 'mif1', 'heic'), 'image/heic'],
  ['HEIC under msf1', ftyp('msf1', 'hevc', 'heic'), 'image/heic'],
  ['both, the major brand first', ftyp('heic', 'avif'), 'image/heic'],
  ['mif1 that says nothing', ftyp('mif1', 'mif1', 'miaf'), null],
  ['HEVC film', ftyp('hevc', 'msf1'), null],
  ['MP4', ftyp('isom', 'iso2', 'mp41'), null],
  ['MOV', ftyp('qt  '), null],
  ['CR3', ftyp('crx ', 'isom'), null],
  ['JPEG XL, container', Buffer.from('0000000c4a584c200d0a870a', 'hex'), 'image/jxl'],
  ['JPEG XL, codestream', Buffer.from('ff0a24141c41210802010070', 'hex'), 'image/jxl'],
  ['JPEG XL, no more than its mark', Buffer.from('ff0a', 'hex'), null],
  ['JPEG XL by its brand alone', ftyp('jxl '), null],
  ['brand beyond the box', Buffer.concat([ftyp('isom'), text('heic')]), null],
  ['TIFF, little endian', tiff('II', [[0x111, 8]]), 'image/tiff'],
  ['TIFF, big endian, tiles', tiff('MM', [[0x144, 8]]), 'image/tiff'],
  ['TIFF whose directory lies behind the head', tiff('II', [[0x111, 8]], 5000).subarray(0, 4096), 'image/tiff'],
  ['BigTIFF', Buffer.from('49492b0008000000100000000000000000', 'hex'), 'image/tiff'],
  ['BigTIFF with odd offsets', Buffer.from('49492b0004000000100000000000000000', 'hex'), null],
  [
    'DNG',
    tiff('II', [
      [0x111, 8],
      [0xc612, 1],
    ]),
    null,
  ],
  [
    'Nikon, Sony: reduced picture and sub-directories',
    tiff('MM', [
      [0xfe, 1 << 0],
      [0x111, 8],
      [0x14a, 2],
    ]),
    null,
  ],
  [
    'TIFF with sub-directories, full picture',
    tiff('II', [
      [0xfe, 0],
      [0x111, 8],
      [0x14a, 2],
    ]),
    'image/tiff',
  ],
  ['Pentax: no picture in the first directory', tiff('MM', [[0x10f, 8]]), null],
  ['CR2', canonRaw, null],
  ['Panasonic RW2', text('IIU\0\x18\0\0\0'), null],
  ['Olympus ORF', text('IIRO\x08\0\0\0'), null],
  ['Fuji RAF', text('FUJIFILMCCD-RAW '), null],
  ['SVG', text('<svg xmlns="http://www.w3.org/2000/svg">'), null],
  ['SVG behind a comment', text('<!-- GIF89a --><svg>'), null],
  ['BMP', text('BM\x36\0\0\0\0\0\0\0'), null],
  ['PDF', text('%PDF-1.7'), null],
  ['PDF with a JPEG behind it', text('%PDF-1.7\n\xff\xd8\xff\xe0'), null],
  ['HTML', text('<html>'), null],
  ['PSD', text('8BPS\0\x01'), null],
  ['nothing', Buffer.alloc(0), null],
  ['one byte', Buffer.from([0xff]), null],
]

describe('sniffMediaType', () => {
  it.each(cases)('%s', (_name, bytes, expected) => {
    expect(sniffMediaType(bytes)).toBe(expected)
  })

  it('reads a view that does not start at its buffer', () => {
    const padded = Buffer.concat([Buffer.alloc(13), ftyp('heic')])
    expect(sniffMediaType(padded.subarray(13))).toBe('image/heic')
  })

  it('never throws on short or random bytes', () => {
    for (const [, bytes] of cases) {
      for (let length = 0; length < Math.min(bytes.length, 64); length++) sniffMediaType(bytes.subarray(0, length))
    }
  })
})
