import { beforeEach, describe, expect, it, vi } from 'vitest'
import { assertNotForeign, assertSameOrigin } from './origin'

const settings = vi.hoisted(() => ({ APP_URL: undefined as string | undefined }))
vi.mock('../env', () => ({ env: () => settings }))
beforeEach(() => {
  settings.APP_URL = undefined
})

const check = (headers: Record<string, string>) =>
  assertSameOrigin({ headers: new Headers({ host: 'own.example:3000', ...headers }) } as Request)

describe('a write with a cookie', () => {
  it.each<Record<string, string>>([
    { origin: 'http://own.example:3000' },
    { origin: 'https://own.example:3000', 'sec-fetch-site': 'same-origin' },
    { 'sec-fetch-site': 'same-origin' },
    { 'sec-fetch-site': 'none' },
  ])('may come from %j', (headers) => expect(() => check(headers)).not.toThrow())

  it.each<Record<string, string>>([
    {},
    { origin: 'null' },
    { origin: '' },
    { origin: 'http://evil.example' },
    { origin: 'http://own.example' },
    { origin: 'http://own.example:3000.evil.example' },
    { origin: 'http://own.example:3000@evil.example' },
    { origin: 'http://sub.own.example:3000', 'sec-fetch-site': 'same-site' },
    { origin: 'http://own.example:3000', 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'cross-site' },
    { referer: 'http://own.example:3000/' },
  ])('may not come from %j', (headers) =>
    expect(() => check(headers)).toThrow(expect.objectContaining({ code: 'forbidden' })),
  )

  it('may come from the configured address behind a proxy that changes Host', () => {
    settings.APP_URL = 'https://photos.example.org'
    expect(() => check({ origin: 'https://photos.example.org' })).not.toThrow()
    expect(() => check({ origin: 'http://photos.example.org' })).toThrow()
    expect(() => check({ origin: 'http://photos.example.org', host: 'photos.example.org' })).toThrow()
    expect(() => check({ origin: 'http://own.example:3000' })).not.toThrow()
  })
})

describe('a write by nobody', () => {
  const checkNobody = (headers: Record<string, string>) =>
    assertNotForeign({ headers: new Headers({ host: 'own.example:3000', ...headers }) } as Request)

  it.each<Record<string, string>>([{}, { origin: 'http://own.example:3000' }, { 'sec-fetch-site': 'none' }])(
    'may come from %j',
    (headers) => expect(() => checkNobody(headers)).not.toThrow(),
  )

  it.each<Record<string, string>>([
    { origin: 'http://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { origin: 'http://own.example:3000', 'sec-fetch-site': 'same-site' },
  ])('may not come from %j', (headers) =>
    expect(() => checkNobody(headers)).toThrow(expect.objectContaining({ code: 'forbidden' })),
  )
})
