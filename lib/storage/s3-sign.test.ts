import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openS3Client, parseS3Location } from './s3-settings'
import { signS3Get, signS3Put } from './s3-sign'

const settings = {
  bucket: 'photos',
  prefix: '',
  region: 'us-east-1',
  endpoint: 'http://s3.internal:9000',
  publicEndpoint: 'https://s3.example.org',
  forcePathStyle: true,
  accessKeyId: 'KEY',
  secretAccessKey: 'secret',
  urlTtl: 900,
}
const client = openS3Client(settings, settings.publicEndpoint)
const target = (ttl: number) => ({ client, bucket: 'photos', key: 'a/b.jpg', ttl })
const jpeg = { contentType: 'image/jpeg', contentDisposition: 'inline' }

describe('signed addresses', () => {
  it('stay the same for a window and live at least half of their time', async () => {
    const times = fc.record({
      ttl: fc.integer({ min: 30, max: 604_800 }),
      now: fc.integer({ min: 1.6e12, max: 2.4e12 }),
    })
    await fc.assert(
      fc.asyncProperty(times, async ({ ttl, now }) => {
        const window = Math.floor(ttl / 2) * 1000
        const first = await signS3Get(target(ttl), jpeg, now)
        const left = first.expiresAt.getTime() - now
        expect(left).toBeGreaterThanOrEqual((ttl * 1000) / 2)
        expect(left).toBeLessThanOrEqual(ttl * 1000)
        const start = Math.floor(now / window) * window
        expect((await signS3Get(target(ttl), jpeg, start)).url).toBe(first.url)
        expect((await signS3Get(target(ttl), jpeg, start + window - 1)).url).toBe(first.url)
        expect((await signS3Get(target(ttl), jpeg, start + window)).url).not.toBe(first.url)
      }),
      { numRuns: 50 },
    )
  })

  it('name the public address, and sign type, length, SHA-256 and if-none-match of a PUT', async () => {
    const sha256 = 'ab'.repeat(32)
    const signed = await signS3Put(target(900), { bytes: 5, contentType: 'image/png', sha256 })
    const url = new URL(signed.url)
    expect(url.origin).toBe('https://s3.example.org')
    expect(url.pathname).toBe('/photos/a/b.jpg')
    expect(url.searchParams.get('X-Amz-SignedHeaders')).toBe(
      'content-length;content-type;host;if-none-match;x-amz-checksum-sha256',
    )
    expect(signed.headers).toEqual({
      'content-type': 'image/png',
      'if-none-match': '*',
      'x-amz-checksum-sha256': Buffer.from(sha256, 'hex').toString('base64'),
    })
    expect(signed.url).not.toContain('crc32')
  })
})

describe('parseS3Location', () => {
  it.each([
    ['s3://photos', 'photos', ''],
    ['s3://photos/', 'photos', ''],
    ['s3://my.photos-2/a', 'my.photos-2', 'a/'],
    ['s3://photos/A_b/c.d/', 'photos', 'A_b/c.d/'],
  ])('reads %s', (address, bucket, prefix) => expect(parseS3Location(address)).toEqual({ bucket, prefix }))

  it.each([
    's3://',
    's3://a',
    's3://photos/../x',
    's3://photos/a/../b',
    's3://photos//a',
    's3://photos/a b',
    's3://photos/.',
    's3://photos?x',
    's3://Photos',
  ])('refuses %s', (address) => expect(() => parseS3Location(address)).toThrow('write s3://bucket'))
})
