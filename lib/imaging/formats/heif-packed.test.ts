import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { hevcItem, makeHeif } from '../testing/made-heif'
import { readHeifItems } from './heif-items'
import { readHeifXmp } from './heif-picture'

const PACKET = Buffer.from('<x:xmpmeta xmlns:x="adobe:ns:meta/"></x:xmpmeta>')

/** A HEIC whose XMP is packed. */
function packed(encoding: string, data: Buffer): Buffer {
  const xmp = { type: `mime\0application/rdf+xml\0${encoding}`, data }
  return makeHeif([hevcItem(), xmp], 1, [['cdsc', 2, [1]]])
}

it.each<[string, Buffer, Buffer | null]>([
  ['', PACKET, PACKET],
  ['deflate', deflateSync(PACKET), PACKET],
  ['gzip', gzipSync(PACKET), PACKET],
  ['br', brotliCompressSync(PACKET), PACKET],
  ['deflate', Buffer.from('no such thing'), null],
  ['deflate', deflateSync(Buffer.alloc(9 * 1024 * 1024)), null],
  ['other', PACKET, null],
])('XMP packed as "%s"', (encoding, data, expected) => {
  const bytes = packed(encoding, data)
  const items = readHeifItems(bytes)
  expect(items && readHeifXmp(bytes, items)).toEqual(expected)
})
