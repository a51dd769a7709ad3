import { describe, expect, it } from 'vitest'
import { decodeUserComment } from './user-comment'

const CODES = { unicode: 'UNICODE\0', ascii: 'ASCII\0\0\0', jis: 'JIS\0\0\0\0\0', none: '\0\0\0\0\0\0\0\0' }
const comment = (code: string, body: Uint8Array) => Buffer.concat([Buffer.from(code, 'latin1'), body])
const little = (text: string) => Buffer.from(text, 'utf16le')
const big = (text: string) => Buffer.from(text, 'utf16le').swap16()
const TEXTS = [
  'A quiet harbour in the rain',
  'a',
  'été à Paris',
  '雨の港の静かな朝です',
  '早上好',
  '한국 사진',
  'Привет',
  'שלום',
  'مرحبا',
  'Sea 🌊 “1”',
]

describe('a user comment', () => {
  it.each(TEXTS)('%s, in either byte order of text and file, with a mark or without', (text) => {
    for (const file of [true, false]) {
      for (const body of [little(text), big(text)])
        expect(decodeUserComment(comment(CODES.unicode, body), file)).toBe(text)
      for (const body of [little(`\uFEFF${text}`), big(`\uFEFF${text}`)])
        expect(decodeUserComment(comment(CODES.unicode, body), file)).toBe(text)
      expect(decodeUserComment(comment(CODES.unicode, Buffer.concat([big(text), Buffer.alloc(6)])), file)).toBe(text)
      expect(decodeUserComment(comment(CODES.unicode, Buffer.from(`\uFEFF${text}`)), file)).toBe(text)
    }
  })

  it.each<[string, string, Uint8Array, string]>([
    [
      'UNICODE as UTF-8, as EXIF 3.0 has it',
      CODES.unicode,
      Buffer.from('A quiet harbour in the rain ☔'),
      'A quiet harbour in the rain ☔',
    ],
    ['UNICODE as UTF-8 of digits', CODES.unicode, Buffer.from('2019'), '2019'],
    ['UNICODE as UTF-8 of a picture', CODES.unicode, Buffer.from('🌊'), '🌊'],
    ['UNICODE as UTF-8 of other letters', CODES.unicode, Buffer.from('雨の港'), '雨の港'],
    ['UNICODE with nothing', CODES.unicode, Buffer.alloc(40), ''],
    ['ASCII', CODES.ascii, Buffer.from('A quiet harbour\0rest'), 'A quiet harbour'],
    ['ASCII in lower case', 'Ascii\0\0\0', Buffer.from('A quiet harbour'), 'A quiet harbour'],
    ['ASCII padded with spaces', 'ASCII   ', Buffer.from('A quiet harbour'), 'A quiet harbour'],
    ['ASCII that is UTF-8', CODES.ascii, Buffer.from('Förster'), 'Förster'],
    ['ASCII that is Latin-1', CODES.ascii, Buffer.from('Förster', 'latin1'), 'Förster'],
    ['JIS', CODES.jis, Buffer.from('1b244234413b7a1b2842', 'hex'), '漢字'],
    ['JIS that is Shift-JIS', CODES.jis, Buffer.from('8abf8e9a93fa967b', 'hex'), '漢字日本'],
    ['no code and text', CODES.none, Buffer.from('A quiet harbour'), 'A quiet harbour'],
    ['no code and UTF-16', CODES.none, little('A quiet harbour'), 'A quiet harbour'],
    ['no code and nothing', CODES.none, Buffer.alloc(200), ''],
    ['no code and spaces', CODES.none, Buffer.alloc(200, ' '), ' '.repeat(200)],
    ['no code and bytes', CODES.none, Buffer.from('ffd8c8c9ca20fa20ffd8', 'hex'), ''],
    ['no code and control characters', CODES.none, Buffer.from('0102ab80', 'hex'), ''],
    ['text in the place of the code', 'A quiet ', Buffer.from('harbour'), 'A quiet harbour'],
    ['shorter than a code', 'ab', Buffer.alloc(0), 'ab'],
  ])('%s', (_name, code, body, text) => {
    for (const file of [true, false]) expect(decodeUserComment(comment(code, body), file)).toBe(text)
  })
})
