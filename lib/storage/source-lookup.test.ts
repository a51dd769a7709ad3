import { describe, expect, it } from 'vitest'
import { classOfAddress, isAllowed } from './source-lookup'

describe('addresses of sources', () => {
  it.each([
    ['8.8.8.8', 'public'],
    ['2606:4700::1111', 'public'],
    ['10.1.2.3', 'private'],
    ['127.0.0.1', 'private'],
    ['172.16.0.1', 'private'],
    ['172.32.0.1', 'public'],
    ['192.168.1.10', 'private'],
    ['100.64.0.1', 'private'],
    ['::1', 'private'],
    ['fd12::1', 'private'],
    ['::ffff:192.168.1.1', 'private'],
    ['169.254.169.254', 'link-local'],
    ['::ffff:169.254.169.254', 'link-local'],
    ['100.100.100.200', 'link-local'],
    ['::ffff:a9fe:a9fe', 'link-local'],
    ['::ffff:c0a8:101', 'private'],
    ['64:ff9b::a9fe:a9fe', 'link-local'],
    ['::127.0.0.1', 'private'],
    ['::7f00:1', 'private'],
    ['::169.254.169.254', 'link-local'],
    ['::8.8.8.8', 'public'],
    ['::', 'link-local'],
    ['::2', 'link-local'],
    ['0:0:0:0:0:0:0:1', 'private'],
    ['0:0:0:0:0:ffff:7f00:1', 'private'],
    ['64:ff9b:1::7f00:1', 'link-local'],
    ['64:ff9b:1::169.254.169.254', 'link-local'],
    ['64:ff9b:1:a9fe:a9:fe00::', 'link-local'],
    ['64:ff9b:1:7f00:0:1::', 'link-local'],
    ['64:ff9b::8.8.8.8', 'public'],
    ['::ffff:0:127.0.0.1', 'private'],
    ['::ffff:0:a9fe:a9fe', 'link-local'],
    ['2002:7f00:1::', 'private'],
    ['2002:a9fe:a9fe::1', 'link-local'],
    ['fe80::1', 'link-local'],
    ['fd00:ec2::254', 'link-local'],
    ['0.0.0.0', 'link-local'],
  ])('%s is %s', (address, found) => {
    expect(classOfAddress(address)).toBe(found)
    expect(isAllowed(address, false)).toBe(found === 'public')
    expect(isAllowed(address, true)).toBe(found !== 'link-local')
  })
})
