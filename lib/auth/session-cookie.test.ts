import { randomUUID } from 'node:crypto'
import { encode } from 'next-auth/jwt'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { clearedSessionCookie, openSessionCookie, readSessionCookie, sessionCookieName } from './session-cookie'
import { writtenSessionCookie } from './write-session-cookie'

const settings = vi.hoisted(() => ({ APP_URL: undefined as string | undefined, AUTH_SECRET: 's'.repeat(32) }))
vi.mock('../env', () => ({ env: () => settings }))
beforeEach(() => {
  settings.APP_URL = undefined
})

const token = { sub: randomUUID(), sid: randomUUID(), ver: 3 }

describe('the session cookie', () => {
  it('comes back as it was written', async () => {
    const [pair = ''] = (await writtenSessionCookie(token)).split(';')
    const value = readSessionCookie(`theme=dark; ${pair}; other=1`)
    expect(await openSessionCookie(value ?? '')).toEqual(token)
  })

  it.each([
    ['https://photos.example.org', '__Host-next-auth.session-token', true],
    ['http://photos.local', 'next-auth.session-token', false],
    [undefined, 'next-auth.session-token', false],
  ])('at %s is called %s', async (address, name, secure) => {
    settings.APP_URL = address
    expect(sessionCookieName()).toBe(name)
    for (const cookie of [await writtenSessionCookie(token), clearedSessionCookie()]) {
      expect(cookie.startsWith(`${name}=`)).toBe(true)
      expect(cookie).toMatch(/; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax/)
      expect(cookie.endsWith('; Secure')).toBe(secure)
    }
  })

  it.each([
    null,
    '',
    'next-auth.session-token',
    'next-auth.session-token=',
    'xnext-auth.session-token=a',
    'next-auth.session-token.0=a',
    'a=next-auth.session-token=b',
  ])('is not in %j', (header) => expect(readSessionCookie(header)).toBeNull())

  it('is not believed when it was made with another key, for another purpose, or is damaged or over', async () => {
    const secret = settings.AUTH_SECRET
    const values = [
      await encode({ token, secret: 'x'.repeat(32) }),
      await encode({ token, secret, salt: 'next-auth.state' }),
      await encode({ token, secret, maxAge: -60 }),
      await encode({ token: { sub: token.sub }, secret }),
      await encode({ token: { ...token, sid: 'not an id' }, secret }),
      'a.b.c.d.e',
      'x'.repeat(5000),
    ]
    for (const value of values) expect(await openSessionCookie(value)).toBeNull()
  })
})
