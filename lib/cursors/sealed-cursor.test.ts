import { describe, expect, it } from 'vitest'
import { openCursor, sealCursor } from './sealed-cursor'

/** The one after it in the alphabet of base64url. */
function nextLetter(letter: string): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  return letters[(letters.indexOf(letter) + 1) % 64] as string
}

describe('a sealed cursor', () => {
  it('gives back what was sealed, the same text for the same place', () => {
    const place = ['list', 12.5, 'Größe 📷']
    expect(openCursor(sealCursor(place))).toEqual(place)
    expect(sealCursor(place)).toBe(sealCursor(place))
  })

  it('tells nothing, not even by its length', () => {
    const one = sealCursor(['album', 1, 'id'])
    const far = sealCursor(['album', 1_000_000, 'id'])
    expect(one.length).toBe(far.length)
    for (const cursor of [one, far]) expect(Buffer.from(cursor, 'base64url').toString('latin1')).not.toMatch(/album|id/)
  })

  it.each([
    ['a letter more', (cursor: string) => `${cursor}A`],
    ['a sign more', (cursor: string) => `${cursor}=`],
    ['a space more', (cursor: string) => ` ${cursor}`],
    ['something else between', (cursor: string) => `${cursor.slice(0, 9)}.${cursor.slice(9)}`],
    ['the last letter’s unused bits', (cursor: string) => cursor.slice(0, -1) + nextLetter(cursor.slice(-1))],
    ['plain base64', (cursor: string) => Buffer.from(cursor, 'base64url').toString('base64')],
  ])('is written in one way alone: %s', (_, change) => {
    const cursors = Array.from({ length: 40 }, (_, n) => sealCursor(['album', n, 'x'.repeat(n * 3)]))
    for (const cursor of cursors) {
      const changed = change(cursor)
      if (changed !== cursor) expect(openCursor(changed), changed).toBeNull()
    }
  })

  it('takes nothing else', () => {
    const cursor = sealCursor(['album', 1, 'id'])
    const plain = Buffer.from('["album",1,"id"]').toString('base64url')
    for (const wrong of ['', 'x', plain, cursor.slice(4), `${cursor.slice(0, -4)}AAAA`, 'A'.repeat(200)]) {
      expect(openCursor(wrong), wrong).toBeNull()
    }
  })
})
