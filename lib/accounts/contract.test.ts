import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Email, Password, SignUp, Username } from './contract'

/** Characters that NFKC folds to the one on the left: a look-alike must become the same account or be refused. */
const LOOK_ALIKES: Record<string, string[]> = {
  '@': ['@', '＠', '﹫'],
  '.': ['.', '．', '﹒', '․'],
  a: ['a', 'A', 'ａ', 'Ａ', 'ⓐ', '𝐚', 'ª', 'а' /* Cyrillic */, 'á'],
  e: ['e', 'E', 'ｅ', 'ℯ', 'ｅ', 'е' /* Cyrillic */],
  s: ['s', 'S', 'ſ', 'ｓ', 'ˢ'],
  k: ['k', 'K', 'K' /* Kelvin */],
  o: ['o', 'O', 'º', 'ｏ', '０', 'ο' /* Greek */],
}

describe('an e-mail address', () => {
  it('in any disguise is the plain address or refused, never a third thing', () => {
    const plain = 'kasa.eos@example.so'
    const disguised = fc
      .tuple(...[...plain].map((letter) => fc.constantFrom(...(LOOK_ALIKES[letter] ?? [letter]))))
      .map((letters) => letters.join(''))
    fc.assert(
      fc.property(disguised, fc.constantFrom('', ' ', '\u00a0', '\u3000'), (address, space) => {
        const parsed = Email.safeParse(space + address + space)
        if (parsed.success) expect(parsed.data).toMatch(/^[a-z0-9.]+@[a-z0-9.]+$/)
        if (parsed.success && !/[0０]/.test(address)) expect(parsed.data).toBe(plain)
      }),
      { numRuns: 3000 },
    )
  })

  it('is stable: parsing what was parsed changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), (mailbox) => {
        const parsed = Email.safeParse(`${mailbox}@example.org`)
        if (parsed.success) expect(Email.parse(parsed.data)).toBe(parsed.data)
      }),
      { numRuns: 2000 },
    )
  })

  it.each([
    'a@b@example.org',
    'a@example.org,b@example.org',
    '"e@evil.example"@example.org',
    'a@example.org\nb@example.org',
    'a＠b@example.org',
    'a@localhost',
    '@example.org',
    'a b@example.org',
    '<a@example.org>',
    `${'a'.repeat(300)}@example.org`,
    'a..b@example.org',
    '',
  ])('is refused when it is %j', (address) => expect(Email.safeParse(address).success).toBe(false)) // prettier-ignore

  it.each([
    ['Ada@Example.ORG', 'ada@example.org'],
    ['  ada@example.org\t', 'ada@example.org'],
    ['ＡＤＡ＠example．org', 'ada@example.org'],
    ['ada+photos@sub.example.co.uk', 'ada+photos@sub.example.co.uk'],
  ])('%j is kept as %s', (typed, kept) => expect(Email.parse(typed)).toBe(kept))
})

describe('a username', () => {
  it.each(['ada', 'a-1', 'a-b', 'a--1', 'x'.repeat(30), '123'])('may be %s', (name) =>
    expect(Username.parse(name)).toBe(name),
  )
  it.each([
    'ad',
    'x'.repeat(31),
    'Ada',
    'ada_l',
    '---',
    '-ada',
    'ada-',
    '-1-',
    'ada.l',
    'ädä',
    'ada ',
    'me',
    'admin',
    'api',
    'livez',
    'ａda',
    'a\nb',
  ])('may not be %j', (name) => expect(Username.safeParse(name).success).toBe(false))
})

describe('a password', () => {
  it.each(['0123456789', 'ä'.repeat(10), '👩‍👩‍👧‍👦'.repeat(2), 'x'.repeat(256)])('may be %s', (password) =>
    expect(Password.safeParse(password).success).toBe(true),
  )
  it.each(['123456789', '😀'.repeat(9), 'x'.repeat(257), 'ä'.repeat(129)])('may not be %s', (password) =>
    expect(Password.safeParse(password).success).toBe(false),
  )
})

describe('a sign-up', () => {
  const form = { email: 'ada@example.org', username: 'ada', password: 'long enough' }
  it.each(['role', 'id', 'disabledAt', 'sessionVersion', 'quotaBytes', 'passwordHash'])('cannot set %s', (field) =>
    expect(SignUp.safeParse({ ...form, [field]: 'admin' }).success).toBe(false),
  )
})
