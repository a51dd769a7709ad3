import { describe, expect, it } from 'vitest'
import { WebhookMaking } from './contract'
import { bodyOf, joinBodies } from './join-bodies'
import { waitAfter } from './settle-delivery'
import { signatureOf } from './webhook-secret'

const taken = (url: string) => WebhookMaking.safeParse({ url, events: ['photo.ready'] }).success

describe('the address of a webhook', () => {
  it.each([
    'https://example.org',
    'https://example.org/hook?key=a@b&x=1',
    'http://example.org:8080/a/b',
    'HTTPS://EXAMPLE.ORG/',
    'https://münchen.example/hook',
    'https://[2606:4700::1111]/hook',
    '  https://example.org/hook  ',
  ])('may be %j', (url) => expect(taken(url)).toBe(true))

  it.each([
    '',
    'example.org',
    'ftp://example.org/',
    'file:///etc/passwd',
    'gopher://example.org/',
    'javascript:alert(1)',
    'https:///hook',
    'https:example.org',
    'https://user:secret@example.org/',
    'https://user@example.org/',
    'https://:@example.org/',
    'https://example.org/#part',
    'https://example.org/#',
    'https://exa mple.org/',
    'https://example.org/a b',
    'https://example.org/\nx',
    'https://example.org/\u0000',
    'https://example.org/\u202ekooh',
    'https://example.org\\@evil.example/',
    'https://example.org:99999/',
    `https://example.org/${'a'.repeat(1000)}`,
  ])('may not be %j', (url) => expect(taken(url)).toBe(false))

  it('comes with events, each once', () => {
    const events = ['photo.ready', 'album.changed', 'photo.ready']
    expect(WebhookMaking.parse({ url: 'https://example.org', events }).events).toEqual(['photo.ready', 'album.changed'])
    for (const wrong of [[], ['ping'], ['photo.*'], 'photo.ready', null])
      expect(WebhookMaking.safeParse({ url: 'https://example.org', events: wrong }).success).toBe(false)
  })
})

it('a signature is what openssl makes of time, dot and body', () => {
  // printf '1700000000.{}' | openssl dgst -sha256 -hmac whsec_test
  const made = '35495024f4ef3f94e5a93e22221544c4b75e9a42300cd965ab81cb85cd994e91'
  expect(signatureOf('whsec_test', 1_700_000_000, '{}')).toMatch(/^t=1700000000,v1=[0-9a-f]{64}$/)
  expect(signatureOf('whsec_test', 1_700_000_000, '{}')).toContain(`v1=${made}`)
})

it('the wait triples, with some chance in it, to three hours at most', () => {
  expect([1, 2, 3, 4].map((n) => Math.round(waitAfter(n, 0.5)))).toEqual([10, 30, 90, 270])
  expect(waitAfter(1, 0)).toBeCloseTo(8)
  expect(waitAfter(1, 1)).toBeCloseTo(12)
  expect(waitAfter(99, 1)).toBeLessThan(13_000)
})

describe('bodies that are told as one', () => {
  const uuid = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`
  const body = (n: number, data: object) =>
    bodyOf(JSON.stringify({ id: uuid(n), event: 'photo.deleted', createdAt: '2026-01-01T00:00:00.000Z', data }))
  const of = (n: number, ...photos: number[]) =>
    body(n, {
      photos: photos.map((photo) => ({ id: uuid(photo), status: 'ready' })),
      count: photos.length,
      permanent: false,
    })

  it('keep the first one’s id, and count each photo once', () => {
    const { body: joined, taken: ids } = joinBodies(of(1, 10), [of(2, 11), of(3, 10, 12)])
    expect(joined.id).toBe(uuid(1))
    expect(joined.data.photos.map(({ id }) => id)).toEqual([uuid(10), uuid(11), uuid(12)])
    expect(joined.data.count).toBe(3)
    expect(ids).toEqual([uuid(2), uuid(3)])
  })

  it('stop before what is another kind, or too much', () => {
    const forEver = body(3, { photos: [], count: 0, permanent: true })
    expect(joinBodies(of(1, 10), [of(2, 11), forEver, of(4, 12)]).taken).toEqual([uuid(2)])
    const many = Array.from({ length: 500 }, (_, n) => n + 1_000)
    expect(joinBodies(of(1, 10), [of(2, ...many)]).taken).toEqual([])
    const counted = body(2, { photos: [{ id: uuid(10), status: 'ready' }], count: 9_000, permanent: false })
    expect(joinBodies(of(1, 10), [counted]).body.data.count).toBe(9_000)
  })
})
