import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextPath } from './next-path'

const OWN = ['/', '/gallery?owner=me&sort=added', '/photos/0190-a#info', '/login?next=%2F']
const EVIL = [
  '',
  null,
  undefined,
  'gallery',
  'https://evil.example',
  'https:evil.example',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\/evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '\t//evil.example',
  ' //evil.example',
  'javascript:alert(1)',
  '/\u0000/evil.example',
  '/./\\evil.example',
  '/..//evil.example',
  '/%5cevil/..//evil.example',
  '/.//evil.example',
  `/${'a'.repeat(8192)}`,
  '/api/auth/signout',
] // prettier-ignore

describe('nextPath', () => {
  it.each(OWN)('keeps %s', (path) => expect(nextPath(path)).toBe(path))
  it.each(EVIL)('answers %j with the start page', (path) => expect(nextPath(path)).toBe('/'))

  it('never leads to another origin, whatever it is given', () => {
    const piece = fc.constantFrom(
      '/',
      '\\',
      '.',
      '..',
      ':',
      '@',
      '%2f',
      '%5c',
      '\t',
      '\n',
      'evil.example',
      'https',
      '?',
      '#',
      ' ',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        expect(new URL(nextPath(pieces.join('')), 'https://own.example').origin).toBe('https://own.example')
      }),
      { numRuns: 2000 },
    )
  })
})
