import { describe, expect, it } from 'vitest'
import { makeTotpSecret, totpCode, totpStep, totpUri } from './totp'

/** "12345678901234567890" in base32, and what RFC 6238 (appendix B) says of it, its last six digits. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const VECTORS: [number, string][] = [
  [59, '287082'],
  [1111111109, '081804'],
  [1111111111, '050471'],
  [1234567890, '005924'],
  [2000000000, '279037'],
]

describe('codes of an authenticator app', () => {
  it.each(VECTORS)('at %i are those of the standard', (seconds, code) => {
    expect(totpCode(SECRET, seconds * 1000)).toBe(code)
    expect(totpStep(SECRET, code, seconds * 1000)).toBe(Math.floor(seconds / 30))
  })

  it('count one step before and after, and no further', () => {
    const now = 1_234_567_890_000
    const step = Math.floor(now / 30_000)
    const around = [-2, -1, 0, 1, 2].map((by) => totpStep(SECRET, totpCode(SECRET, now + by * 30_000), now))
    expect(around).toEqual([null, step - 1, step, step + 1, null])
  })

  it('are nothing but six digits', () => {
    for (const wrong of ['', '28708', '2870820', 'abcdef', '２８７０８２'])
      expect(totpStep(SECRET, wrong, 59_000)).toBeNull()
  })

  it('come of a secret of 160 bits, whose address names the account', () => {
    const secret = makeTotpSecret()
    expect(secret).toMatch(/^[A-Z2-7]{32}$/)
    expect(makeTotpSecret()).not.toBe(secret)
    const uri = new URL(totpUri(secret, 'ada'))
    expect([uri.protocol, uri.host, decodeURIComponent(uri.pathname)]).toEqual(['otpauth:', 'totp', '/Albumen:ada'])
    expect(uri.searchParams.get('secret')).toBe(secret)
  })
})
