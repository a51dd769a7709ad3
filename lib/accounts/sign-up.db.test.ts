import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { openDatabase } from '@/db/client'
import { users } from '@/db/schema/users'
import { testPool, withRollback } from '@/db/testing/database'
import { ASKED_TAKEN } from '../auth/attempts'
import { contextOf, makePerson, PASSWORD } from '../auth/testing/person'
import { ANONYMOUS } from '../context/actor'
import { signUp } from './sign-up'

const settings = vi.hoisted(() => ({ SIGNUP: 'open' as 'open' | 'invite' | 'closed' }))
vi.mock('../env', () => ({ env: () => settings }))

const code = (expected: string) => expect.objectContaining({ code: expected })

describe('signing up', () => {
  const form = (tag: string) => ({ email: `${tag}@example.org`, username: tag, password: PASSWORD })

  it('makes the first account the administrator and the next ones not', () =>
    withRollback(async (db) => {
      await db.delete(users)
      const ctx = contextOf(db, ANONYMOUS)
      expect(await signUp(ctx, form('first'), '192.0.2.1')).toMatchObject({ role: 'admin', name: 'first' })
      expect(await signUp(ctx, form('second'), '192.0.2.1')).toMatchObject({ role: 'user' })
    }))

  it.each(['invite', 'closed'] as const)('refuses when it is %s, but never the first account', (signup) =>
    withRollback(async (db) => {
      await db.delete(users)
      settings.SIGNUP = signup
      try {
        const ctx = contextOf(db, ANONYMOUS)
        await signUp(ctx, form('first'), '192.0.2.1')
        await expect(signUp(ctx, form('second'), '192.0.2.1')).rejects.toEqual(code('forbidden'))
      } finally {
        settings.SIGNUP = 'open'
      }
    }),
  )

  it.each(['email', 'username'] as const)('answers a taken %s with a conflict that names it', (field) =>
    withRollback(async (db) => {
      const { user } = await makePerson(db)
      const input = { ...form('somebody'), [field]: user[field] }
      await expect(signUp(contextOf(db, ANONYMOUS), input, '192.0.2.1')).rejects.toMatchObject({
        code: 'conflict',
        errors: [{ path: field }],
      })
    }),
  )

  it('is not to be asked at will who has an account', () =>
    withRollback(async (db) => {
      const { user } = await makePerson(db)
      const ask = (tag: string, address: string) =>
        signUp(contextOf(db, ANONYMOUS), { ...form(tag), email: user.email }, address)
      for (let n = 0; n < ASKED_TAKEN.count; n += 1) {
        await expect(ask(`asker-${n}`, '192.0.2.1')).rejects.toEqual(code('conflict'))
      }
      await expect(ask('asker', '192.0.2.1')).rejects.toEqual(code('rate_limited'))
      await expect(ask('asker', '192.0.2.2')).rejects.toEqual(code('conflict'))
    }))

  it.each(['Somebody', 'somebody@example.org', 'SOMEBODY@example.org '])(
    'refuses the password %j of somebody',
    (password) =>
      withRollback(async (db) => {
        const input = { email: 'somebody@example.org', username: 'somebody', password }
        await expect(signUp(contextOf(db, ANONYMOUS), input, '192.0.2.1')).rejects.toEqual(code('invalid'))
      }),
  )

  it('limits how many accounts one address may make', () =>
    withRollback(async (db) => {
      settings.SIGNUP = 'closed'
      await makePerson(db)
      const ctx = contextOf(db, ANONYMOUS)
      try {
        for (let n = 0; n < 200; n++) {
          await expect(signUp(ctx, form(`p-${n}`), '198.51.100.1')).rejects.toEqual(code('forbidden'))
        }
        await expect(signUp(ctx, form('one-more'), '198.51.100.1')).rejects.toMatchObject({ code: 'rate_limited' })
        await expect(signUp(ctx, form('one-more'), '198.51.100.2')).rejects.toEqual(code('forbidden'))
      } finally {
        settings.SIGNUP = 'open'
      }
    }))
})

describe('signing up at the same moment', () => {
  const tag = `race-${randomUUID().slice(0, 8)}`
  afterAll(async () => {
    await testPool().query('delete from users where username like $1', [`${tag}%`])
    await testPool().query('delete from attempts')
  })

  it('lets one of eight have the name; the others get a conflict', async () => {
    const ctx = contextOf(openDatabase(testPool()), ANONYMOUS)
    const input = { email: `${tag}@example.org`, username: tag, password: PASSWORD }
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => signUp(ctx, input, tag)))
    const refused = results.filter((result) => result.status === 'rejected')
    expect(refused).toHaveLength(7)
    for (const result of refused) expect(result.reason).toEqual(code('conflict'))
  })

  it('where it is closed, lets nobody in but the first', async () => {
    const db = openDatabase(testPool())
    settings.SIGNUP = 'closed'
    try {
      await db.delete(users)
      const ctx = contextOf(db, ANONYMOUS)
      const five = Array.from({ length: 5 }, (_, n) => {
        const username = `${tag}-closed-${n}`
        return signUp(ctx, { email: `${username}@example.org`, username, password: PASSWORD }, tag)
      })
      const results = await Promise.allSettled(five)
      const made = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value.role] : []))
      expect(made).toEqual(['admin'])
      for (const result of results) if (result.status === 'rejected') expect(result.reason).toEqual(code('forbidden'))
    } finally {
      settings.SIGNUP = 'open'
    }
  })

  it('makes at most one of them the administrator', async () => {
    const db = openDatabase(testPool())
    const [before] = await db.select({ total: sql<number>`count(*)::int` }).from(users)
    const ctx = contextOf(db, ANONYMOUS)
    const made = await Promise.all(
      Array.from({ length: 6 }, (_, n) =>
        signUp(ctx, { email: `${tag}-${n}@example.org`, username: `${tag}-${n}`, password: PASSWORD }, tag),
      ),
    )
    const admins = made.filter((me) => me.role === 'admin').length
    expect(admins).toBe(before?.total === 0 ? 1 : 0)
  })
})
