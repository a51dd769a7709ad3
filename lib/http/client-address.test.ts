import { afterEach, describe, expect, it, vi } from 'vitest'
import { clientAddress, networkOf } from './client-address'

let hops = 0
vi.mock('../env', () => ({ env: () => ({ TRUST_PROXY: hops }) }))
afterEach(() => {
  hops = 0
})

const headers = (forwarded: string) => new Headers({ 'x-albumen-peer': '192.0.2.1', 'x-forwarded-for': forwarded })

describe('clientAddress', () => {
  it.each([
    [0, '203.0.113.9', '192.0.2.1'],
    [1, '203.0.113.9', '203.0.113.9'],
    [1, '6.6.6.6, 203.0.113.9', '203.0.113.9'],
    [2, '6.6.6.6, 203.0.113.9, 10.0.0.2', '203.0.113.9'],
    [1, '203.0.113.9:4711', '203.0.113.9'],
    [1, '[2001:db8::1]:443', '2001:db8:0:0::/64'],
    [1, '2001:db8::1', '2001:db8:0:0::/64'],
    ...[
      'unknown',
      '_hidden',
      '',
      ' ',
      '1',
      '0x7f.1',
      '999.1.1.1',
      '<script>',
      'a'.repeat(200),
      '203.0.113.9, x',
      '203.0.113.9,',
    ].map((forwarded): [number, string, string] => [1, forwarded, '192.0.2.1']),
  ])('with %i trusted proxies and "%s" counts %s', (trusted, forwarded, expected) => {
    hops = trusted
    expect(clientAddress(headers(forwarded))).toBe(expected)
  })
})

describe('networkOf', () => {
  it.each([
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['203.0.113.9', '203.0.113.9'],
  ])('%s counts as %s', (address, expected) => expect(networkOf(address)).toBe(expected))
})
