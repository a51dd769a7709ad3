import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PersonName } from '../accounts/contract'
import { CreateAlbum, UpdateAlbum } from '../albums/contract'
import { parseShift, parseTakenAt } from '../edits/taken-at'
import { incomingKey, KEY_PATTERN, keysOfPhoto, originalKey, photoOfKey } from '../photos/keys'
import { CreateSource } from '../sources/ground/contract'
import { declaredType } from '../uploads/declared-type'
import { cleanFilename } from './clean-filename'
import { attachment } from './file-disposition'
import { formatBytes } from './format-bytes'
import { plainTags, plainText, trimmed } from './plain-text'

test.each([
  ['C:\\DCIM\\100\\IMG 1.JPG', 'IMG 1.JPG'],
  ['../../etc/passwd', 'passwd'],
  ['a\u202egpj.exe', 'agpj.exe'],
  ['a\0\n.jpg', 'a.jpg'],
  ['..', 'photo'],
  ['dir/', 'photo'],
  ['u\u0308.jpg', 'ü.jpg'],
  [`${'😀'.repeat(300)}.jpg`, '😀'.repeat(255)],
])('the file name %j becomes %j', (given, kept) => {
  expect(cleanFilename(given)).toBe(kept)
})

test('any name makes one safe header line', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => {
      const header = attachment(cleanFilename(name))
      expect(header).toMatch(/^attachment; filename="[\x20-\x7e]*"; filename\*=UTF-8''[A-Za-z0-9!#$&+.^_`|~%-]+$/)
      expect(header.split('"')).toHaveLength(3)
      expect(() => new Headers({ 'content-disposition': header })).not.toThrow()
    }),
  )
})

test.each([
  ['a"b;c\\d.jpg', `attachment; filename="a_b;c_d.jpg"; filename*=UTF-8''a_b%3Bc_d.jpg`],
  ['Zürich 東京.jpg', `attachment; filename="Zurich __.jpg"; filename*=UTF-8''Z%C3%BCrich%20%E6%9D%B1%E4%BA%AC.jpg`],
])('%s is saved as', (name, header) => {
  expect(attachment(name)).toBe(header)
})

test.each([
  ['image/jpeg', 'image/jpeg'],
  ['IMAGE/JPG', 'image/jpeg'],
  ['image/heif', 'image/heic'],
  ['image/png; charset=x', 'image/png'],
  ['', 'application/octet-stream'],
  ['application/octet-stream', 'application/octet-stream'],
  ['image/svg+xml', null],
  ['text/html', null],
  ['constructor', null],
])('announced as %j it is sent as %j', (announced, type) => {
  expect(declaredType(announced)).toBe(type)
})

test('keys are ours, and name their photo', () => {
  const id = '01a1fe51-026c-75d7-9ea5-7f7c8cce28a6'
  const keys = keysOfPhoto({ id, objectKey: originalKey(id, 'jpg'), revision: 3 })
  expect(keys).toHaveLength(8)
  for (const key of keys) {
    expect(key).toMatch(KEY_PATTERN)
    expect(photoOfKey(key)).toBe(id)
  }
  expect(originalKey(id, 'jpg')).not.toBe(originalKey(id, 'jpg'))
  expect(photoOfKey(`x/${incomingKey(id)}`)).toBeNull()
  expect(photoOfKey('incoming/notes.txt')).toBeNull()
})

test.each([
  ['2023-08-10T14:03:00+02:00', '2023-08-10 14:03:00.000', 120],
  ['2023-08-10T14:03:00.12345Z', '2023-08-10 14:03:00.123', 0],
  ['2023-08-10t14:03', '2023-08-10 14:03:00.000', null],
  ['2024-02-29 00:00:00-09:30', '2024-02-29 00:00:00.000', -570],
])('%s is read', (text, takenLocal, takenOffset) => {
  expect(parseTakenAt(text)).toEqual({ takenLocal, takenOffset })
})

test.each([
  '2023-02-29T10:00:00',
  '2023-13-01T10:00:00',
  '2023-01-01T24:00:00',
  '2023-01-01T10:61:00',
  '0000-01-01T10:00:00',
  '2023-01-01',
  '2023-01-01T10:00:00+19:00',
  '2023-01-01T10:00:00+02:75',
  '12023-01-01T10:00:00',
])('%s is no time', (text) => {
  expect(() => parseTakenAt(text)).toThrow('takenAt')
})

test.each([
  ['PT1H', 3600],
  ['-PT1H30M', -5400],
  ['+P1W2DT3H4M5S', 604_800 + 2 * 86_400 + 3 * 3600 + 4 * 60 + 5],
  ['PT0S', 0],
])('%s are %d seconds', (text, seconds) => {
  expect(parseShift(text)).toBe(seconds)
})

test.each(['', 'P', 'PT', 'P1M', 'P1Y', '1H', 'PT1.5H', 'P99999W', 'PT1H;drop'])('%j is no duration', (text) => {
  expect(() => parseShift(text)).toThrow('shift')
})

const UNSEEN = [
  '\u200b',
  '\u2060',
  '\u00ad',
  '\u3164',
  '\u2800',
  '\ufeff',
  '\u200d\ufe0f',
  ' \u200b \u2060 ',
  '\u{e0020}',
]

test.each(UNSEEN)('%j is no text: as a name, a title, a tag it is refused as an empty one is', (text) => {
  expect([plainText(text), trimmed(text), plainTags([text]), cleanFilename(text)]).toEqual(['', '', [], 'photo'])
  expect(PersonName.safeParse(text).error?.issues).toEqual(PersonName.safeParse('').error?.issues)
  for (const title of [CreateAlbum.safeParse({ title: text }), UpdateAlbum.safeParse({ title: text })]) {
    expect(title.error?.issues[0]?.message).toBe('give the album a title')
  }
  const source = CreateSource.safeParse({ name: text, kind: 'directory', path: '/a' })
  expect(source.error?.issues[0]?.message).toBe('give the source a name')
})

test.each(['❤️', '👩‍🚀', 'ab\u00adc', 'می‌خواهم'])('%j stays as it is', (text) => {
  expect([plainText(text), PersonName.parse(text), plainTags([text])]).toEqual([text, text, [text]])
})

test('tags: any list comes out clean, and clean ones stay', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 20 }), { maxLength: 20 }), (tags) => {
      const plain = plainTags(tags)
      expect(plainTags(plain)).toEqual(plain)
      expect(plain.every((tag) => tag !== '' && !/\0|\p{Cs}|\p{Cc}/u.test(tag))).toBe(true)
      expect(new Set(plain.map((tag) => tag.toLowerCase())).size).toBe(plain.length)
    }),
  )
})

test.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [999, '999 bytes'],
  [1000, '1.0 kB'],
  [123_456, '123 kB'],
  [999_999, '1.0 MB'],
  [209_715_200, '210 MB'],
])('%d bytes are %s', (bytes, words) => {
  expect(formatBytes(bytes)).toBe(words)
})
