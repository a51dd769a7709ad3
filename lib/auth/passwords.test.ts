import { describe, expect, it } from 'vitest'
import { hashPassword, verifyPassword } from './passwords'

describe('passwords', () => {
  it('are stored as argon2id with 19 MiB, two passes, one lane', async () => {
    expect(await hashPassword('correct horse')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  })

  it('match themselves in any Unicode form, and nothing else', async () => {
    const stored = await hashPassword('Käsekuchen am Meer')
    expect(await verifyPassword(stored, 'Ka\u0308sekuchen am Meer')).toBe(true)
    expect(await verifyPassword(stored, 'Kasekuchen am Meer')).toBe(false)
    expect(await verifyPassword(stored, '')).toBe(false)
  })

  it('never match where there is no account or no hash', async () => {
    expect(await verifyPassword(null, 'no account has this password')).toBe(false)
    expect(await verifyPassword('none', 'none')).toBe(false)
  })
})
