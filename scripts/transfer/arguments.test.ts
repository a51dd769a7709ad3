import { describe, expect, it } from 'vitest'
import { makeAccessToken } from '@/lib/auth/access-token'
import { parseExport, parseImport } from './arguments'
import { backoff, isPassing } from './backoff'
import { parseServerAddress } from './server-address'

describe('arguments', () => {
  it('of an import', () => {
    const plain = {
      folder: 'x',
      visibility: 'private',
      albumFromFolder: false,
      tags: [],
      concurrency: 4,
      dryRun: false,
    }
    expect(parseImport(['x'])).toEqual(plain)
    expect(
      parseImport([
        '--visibility',
        'public',
        'x',
        '--album-from-folder',
        '--tags',
        ' a, b ,,',
        '--dry-run',
        '--concurrency=2',
      ]),
    ).toEqual({
      ...{ folder: 'x', visibility: 'public', albumFromFolder: true, tags: ['a', 'b'], concurrency: 2, dryRun: true },
    })
  })

  it.each([
    [[]],
    [['x', 'y']],
    [['x', '--concurrency', '0']],
    [['x', '--concurrency', 'many']],
    [['x', '--visibility', 'all']],
    [['x', '--nothing']],
    [['x', '--tags']],
  ])('of an import that are wrong: %j', (args) => {
    expect(() => parseImport(args)).toThrow('Usage: npm run import')
  })

  it('of an export', () => {
    expect(parseExport(['x'])).toEqual({ folder: 'x', filter: [], concurrency: 4 })
    expect(parseExport(['x', 'country=DE', 'town:Berlin', 'two words', 'tag=a', 'tag=b'])).toMatchObject({
      filter: [
        ['country', 'DE'],
        ['tag', 'a'],
        ['tag', 'b'],
        ['q', 'town:Berlin two words'],
      ],
    })
    expect(() => parseExport([])).toThrow('Usage: npm run export')
  })
})

describe('the server', () => {
  const token = makeAccessToken()
  it('is an address and a token', () => {
    expect(parseServerAddress({ ALBUMEN_URL: 'https://photos.example.org/', ALBUMEN_TOKEN: ` ${token}\n` })).toEqual({
      url: 'https://photos.example.org',
      token,
    })
  })

  it.each([
    [{}, /ALBUMEN_URL: is missing: .*\nALBUMEN_TOKEN: is missing/],
    [{ ALBUMEN_URL: 'photos.example.org', ALBUMEN_TOKEN: token }, /^ALBUMEN_URL: write the address/],
    [{ ALBUMEN_URL: 'https://ada:secret@photos.example.org', ALBUMEN_TOKEN: token }, /^ALBUMEN_URL: write the address/],
    [{ ALBUMEN_URL: 'https://x.org', ALBUMEN_TOKEN: `${token.slice(0, -1)}_` }, /^ALBUMEN_TOKEN: is no access token/],
  ])('is told what is wrong: %#', (variables, message) => {
    expect(() => parseServerAddress(variables)).toThrow(message)
  })

  it('never repeats a token', () => {
    try {
      parseServerAddress({ ALBUMEN_URL: 'x', ALBUMEN_TOKEN: 'alb_nearly' })
    } catch (error) {
      expect(String(error)).not.toContain('nearly')
    }
  })
})

it('waits longer each time, and as long as it is asked to', () => {
  expect([1, 2, 3, 9].map((failures) => backoff(failures, null, 0.5))).toEqual([1000, 2000, 4000, 30_000])
  expect(backoff(1, '20', 0)).toBe(20_000)
  expect(backoff(1, '999999', 0)).toBe(300_000)
  expect(backoff(1, 'Wed, 21 Oct', 0.5)).toBe(1000)
  expect([0, 408, 429, 500, 503, 507].every(isPassing)).toBe(true)
  expect([200, 400, 401, 403, 404, 409, 413, 501].some(isPassing)).toBe(false)
})
