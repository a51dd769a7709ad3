import { describe, expect, it } from 'vitest'
import { openCursor, sealCursor } from './sealed-cursor'

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

  it('takes nothing else', () => {
    const cursor = sealCursor(['album', 1, 'id'])
    const plain = Buffer.from('["album",1,"id"]').toString('base64url')
    for (const wrong of ['', 'x', plain, cursor.slice(4), `${cursor.slice(0, -4)}AAAA`, 'A'.repeat(200)]) {
      expect(openCursor(wrong), wrong).toBeNull()
    }
  })
})
