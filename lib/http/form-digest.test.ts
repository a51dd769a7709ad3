import { expect, test } from 'vitest'
import { FormDigest } from './form-digest'

const TYPE = 'multipart/form-data; boundary=----abc'

function digest(text: string, piece: number, type = TYPE): string {
  const made = new FormDigest(type)
  for (let at = 0; at < text.length; at += piece) made.update(Buffer.from(text.slice(at, at + piece)))
  return made.hex()
}

const form = (boundary: string) => `--${boundary}\r\nA\r\n--${boundary}\r\nB--\r\n--${boundary}--\r\n`

test.each([1, 2, 3, 5, 8, 1000])('however it is cut into pieces: %i', (piece) => {
  expect(digest(form('----abc'), piece)).toBe(digest(form('----abc'), 7))
})

test('the boundary does not count, quoted or not, and all else does', () => {
  const one = digest(form('----abc'), 9)
  expect(digest(form('a longer one'), 9, 'multipart/form-data; charset=x; boundary="a longer one"')).toBe(one)
  expect(digest(form('----abc').replace('A', 'a'), 9)).not.toBe(one)
  expect(digest(form('----abc').slice(0, -1), 9)).not.toBe(one)
})
