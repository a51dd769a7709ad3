import { randomUUID } from 'node:crypto'
import type { Session } from 'next-auth'
import type { JWT } from 'next-auth/jwt'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { Database } from '@/db/client'
import { authOptions } from './next-auth'

beforeAll(() => {
  process.env.AUTH_SECRET ??= 'a secret for these tests alone, long enough'
})

/** next-auth asked for the session of a good cookie, as it asks us: first for the token, then for what the reply says. */
async function askedFor(callback: 'jwt' | 'session', rows: () => Promise<unknown>) {
  const onError = vi.fn()
  const { callbacks } = authOptions({
    db: databaseThat(rows),
    address: '',
    userAgent: '',
    sessionId: null,
    device: null,
    pending: null,
    enter: () => Promise.reject(new Error('nobody comes from elsewhere here')),
    enterByKeys: () => Promise.reject(new Error('nobody has keys here')),
    next: '/',
    onCookie: () => undefined,
    onLogIn: () => undefined,
    toOwnAddress: (url) => url,
    onError,
  })
  const token: JWT = { sub: randomUUID(), sid: randomUUID(), ver: 1 }
  const session = { expires: '' } as Session
  type Params = Parameters<NonNullable<NonNullable<typeof callbacks>['jwt']>>[0] &
    Parameters<NonNullable<NonNullable<typeof callbacks>['session']>>[0]
  const answer = Promise.resolve(callbacks?.[callback]?.({ token, session } as unknown as Params))
  return {
    answer: await answer.then(
      () => 'somebody',
      () => 'nobody',
    ),
    onError,
  }
}

/** A database of which every question ends so. */
function databaseThat(rows: () => Promise<unknown>): Database {
  const question: object = new Proxy(() => undefined, {
    get: (_, name) => (name === 'where' ? rows : question),
    apply: () => question,
  })
  return question as Database
}

describe.each(['jwt', 'session'] as const)('next-auth’s question for a session (%s)', (callback) => {
  it('is a fault, not a log-out, while the database is away', async () => {
    const away = Object.assign(new Error('no answer'), { code: 'ECONNREFUSED' })
    const { onError } = await askedFor(callback, () => Promise.reject(away))
    expect(onError).toHaveBeenCalledExactlyOnceWith(away)
  })

  it('tells of nobody once it has ended, and of no fault', async () => {
    const { answer, onError } = await askedFor(callback, async () => [])
    expect(answer).toBe('nobody')
    expect(onError).not.toHaveBeenCalled()
  })
})
