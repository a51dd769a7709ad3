import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EntryNames, safeEntryName } from './entry-names'

describe('safeEntryName', () => {
  it.each([
    ['IMG_1.jpg', 'IMG_1.jpg'],
    ['a/b\\c:d?.jpg', 'a_b_c_d_.jpg'],
    ['../../etc/passwd', '_.._etc_passwd'],
    ['CON.jpg', '_CON.jpg'],
    ['lpt1', '_lpt1'],
    ['name. . ', 'name'],
    ['\u202egpj.exe', 'gpj.exe'],
    ['', 'photo'],
    ['...', 'photo'],
    ['..jpg', 'photo.jpg'],
    ['. .jpg', 'photo.jpg'],
    ['.bashrc', 'bashrc'],
    ['u\u0308.jpg', '\u00fc.jpg'],
    ['日本.heic', '日本.heic'],
  ])('%j becomes %j', (given, expected) => expect(safeEntryName(given)).toBe(expected))

  it('is safe for any text', () =>
    fc.assert(
      // Any UTF-16 at all, halves of pairs too (and without the second that fast-check takes to make ready its own kinds of text).
      fc.property(fc.uint16Array({ maxLength: 400 }), (units) => {
        const name = safeEntryName(String.fromCharCode(...units))
        expect(name).not.toBe('')
        expect(name).not.toMatch(/[<>:"/\\|?*\p{Cc}]/u)
        expect(name).not.toMatch(/[. ]$/)
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(180)
      }),
    ))
})

describe('EntryNames', () => {
  it('numbers names that are the same, in any case', () => {
    const names = new EntryNames()
    const given = ['a.jpg', 'A.JPG', 'a.jpg', 'a (2).jpg', 'b']
    expect(given.map((name) => names.next(name))).toEqual(['a.jpg', 'A (2).JPG', 'a (3).jpg', 'a (2) (2).jpg', 'b'])
  })

  it('never gives a name twice', () =>
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'A', 'a (2)', 'a.jpg', 'a (2).jpg', ''), { maxLength: 60 }), (list) => {
        const names = new EntryNames()
        const given = list.map((name) => names.next(name).toLowerCase())
        expect(new Set(given).size).toBe(given.length)
      }),
    ))
})
