import { describe, expect, it } from 'vitest'
import { contentSecurityPolicy } from './security-headers'

const plain = { nonce: 'abc', store: undefined, tiles: undefined, development: false }
const directive = (policy: string, name: string) =>
  policy
    .split('; ')
    .find((part) => part.startsWith(`${name} `))
    ?.slice(name.length + 1)

describe('the policy of pages', () => {
  it('runs scripts by nonce only', () => {
    expect(directive(contentSecurityPolicy(plain), 'script-src')).toBe("'nonce-abc' 'strict-dynamic'")
  })

  it('names no other site unless the store or the tiles are one', () => {
    expect(contentSecurityPolicy(plain)).not.toMatch(/https?:/)
    const policy = contentSecurityPolicy({
      ...plain,
      store: 'https://s3.example.org:9000/base',
      tiles: 'https://tiles.example.org/{z}/{x}/{y}.png',
    })
    for (const name of ['img-src', 'connect-src']) {
      expect(directive(policy, name)).toContain('https://s3.example.org:9000 https://tiles.example.org')
    }
    expect(directive(policy, 'script-src')).not.toContain('example.org')
  })
})
