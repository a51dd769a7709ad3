import { describe, expect, it } from 'vitest'
import { openCredentials, sealCredentials } from './credentials'

const keys = { accessKeyId: 'AKIA', secretAccessKey: 'geheim/+=' }
const secret = 'a'.repeat(32)

describe('access keys at rest', () => {
  it('come back only with the same secret and for the same source', () => {
    const sealed = sealCredentials(keys, 'source-1', secret)
    expect(openCredentials(sealed, 'source-1', secret)).toEqual(keys)
    expect(() => openCredentials(sealed, 'source-2', secret)).toThrow()
    expect(() => openCredentials(sealed, 'source-1', 'b'.repeat(32))).toThrow()
  })

  it('are unreadable and never the same twice', () => {
    const [first, second] = [sealCredentials(keys, 's', secret), sealCredentials(keys, 's', secret)]
    expect(first).not.toBe(second)
    expect(first).not.toContain('AKIA')
    expect(Buffer.from(first.split('.')[2] ?? '', 'base64url').toString()).not.toContain('geheim')
  })

  it.each([0, 1, 2, 3])('refuse a changed part %i', (part) => {
    const parts = sealCredentials(keys, 's', secret).split('.')
    parts[part] = `${(parts[part] ?? '').slice(0, -2)}AA`
    expect(() => openCredentials(parts.join('.'), 's', secret)).toThrow()
  })
})
