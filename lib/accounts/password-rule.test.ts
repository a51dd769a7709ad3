import { describe, expect, it, vi } from 'vitest'
import { COMMON_PASSWORDS } from '../auth/common-passwords'
import { Password } from './contract'
import { assertPasswordIsNoGuess } from './password-rule'

vi.mock('../env', () => ({ env: () => ({ APP_URL: 'https://photos.smithfamily.example.org:8443' }) }))

const check = (password: string) => () =>
  assertPasswordIsNoGuess(password, { email: 'anna.lena@example.org', username: 'anna-lena' })
const refused = expect.objectContaining({ code: 'invalid', errors: [expect.objectContaining({ path: 'password' })] })

describe('a password that is guessed first', () => {
  it('is refused when it is among the 10,000 that leaked most often, in any case and width', () => {
    const common = COMMON_PASSWORDS.split(' ')
    expect(new Set(common).size).toBe(10_000)
    for (const password of common) {
      expect(Password.safeParse(password).success, password).toBe(true)
      expect(check(password), password).toThrow(refused)
    }
    expect(check('QWERTYUIOP')).toThrow(refused)
    expect(check('ｑwertyuiop')).toThrow(refused)
  })

  it.each(['anna.lena@example.org', 'Anna-Lena 1990', 'annalenaannalena', '!!annalena!!'])(
    'is refused when it is the own name: %s',
    (password) => {
      expect(check(password)).toThrow(refused)
    },
  )

  it.each([
    'albumen-2026',
    'Photos1234',
    'photolibrary',
    'admin-admin',
    'password!!',
    'SmithFamily1',
    'photos.smithfamily.example.org',
  ])('is refused when it is a word of this place: %s', (password) => {
    expect(check(password)).toThrow(refused)
  })

  it.each([
    'anna-lena and her dog',
    'photos of the smith family in may',
    'salt and rope',
    '8317264409',
    'ä'.repeat(10),
    'correct horse',
  ])('is no other one: %s', (password) => {
    expect(check(password)).not.toThrow()
  })
})
