import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Database } from '@/db/client'
import { tokens, users } from '@/db/schema/users'
import { withRollback } from '@/db/testing/database'
import { changePerson } from '../admin/change-person'
import { makeAccessToken } from '../auth/access-token'
import { findToken } from '../auth/find-token'
import { contextOf, makePerson, PASSWORD } from '../auth/testing/person'
import { refusal } from '../photos/testing/refusal'
import { deleteMe } from './delete-me'
import { listSessions } from './sessions'
import type { TokenMaking } from './token-contract'
import { createToken, deleteToken, listTokens } from './tokens'
import { updateMe } from './update-me'

const making = (changes: Partial<TokenMaking> = {}): TokenMaking => ({
  name: 'Backup',
  scopes: ['read'],
  currentPassword: PASSWORD,
  ...changes,
})

const days = (count: number) => new Date(Date.now() + count * 86_400_000)

describe('an access token', () => {
  it('is shown once, kept as a hash, and lives for 90 days', () =>
    withRollback(async (db) => {
      const { ctx, user } = await makePerson(db)
      const { token, ...told } = await createToken(ctx, making())
      expect(told).toMatchObject({ name: 'Backup', scopes: ['read'], lastUsedAt: null })
      expect(new Date(told.expiresAt ?? 0).getTime() - days(90).getTime()).toBeLessThan(60_000)
      const [row] = await db.select().from(tokens).where(eq(tokens.userId, user.id))
      expect(JSON.stringify(row)).not.toContain(token)
      expect(JSON.stringify(await listTokens(ctx))).not.toContain(token)
      expect(await findToken(db, token)).toEqual({
        kind: 'token',
        tokenId: told.id,
        userId: user.id,
        username: user.username,
        name: user.name,
        role: 'user',
        scopes: ['read'],
      })
      expect((await listTokens(ctx))[0]?.lastUsedAt).not.toBeNull()
    }))

  it('may read where it may write, and lives as long as is said', () =>
    withRollback(async (db) => {
      const { ctx } = await makePerson(db, { role: 'admin' })
      const until = days(3).toISOString()
      const made = await createToken(ctx, making({ scopes: ['write'], expiresAt: until }))
      expect(made).toMatchObject({ scopes: ['read', 'write'], expiresAt: until })
      expect(await findToken(db, made.token)).toMatchObject({ role: 'user' })
      expect((await createToken(ctx, making({ expiresAt: null }))).expiresAt).toBeNull()
      const past = await createToken(ctx, making({ expiresAt: days(-1).toISOString() })).catch((error) => error)
      expect(past).toMatchObject({ code: 'invalid', errors: [{ path: 'expiresAt' }] })
    }))

  it('asks for the password, and no token makes or sees one', () =>
    withRollback(async (db) => {
      const { ctx } = await makePerson(db)
      expect(await refusal(createToken(ctx, making({ currentPassword: 'another one' })))).toBe('forbidden')
      const { id, token } = await createToken(ctx, making({ scopes: ['write'] }))
      const actor = await findToken(db, token)
      if (!actor) throw new Error('the token does not hold')
      const program = contextOf(db, actor)
      const refused = [
        createToken(program, making()),
        listTokens(program),
        deleteToken(program, id),
        listSessions(program),
        updateMe(program, { name: 'Other' }, ''),
        deleteMe(program, PASSWORD),
        changePerson(program, actor.userId, { disabled: true }),
      ]
      for (const attempt of refused) expect(await refusal(attempt)).toBe('forbidden')
      expect(await listTokens(ctx)).toHaveLength(1)
    }))

  it('is one’s own: another’s is as unknown as a random id', () =>
    withRollback(async (db) => {
      const [one, other] = [await makePerson(db), await makePerson(db)]
      const { id, token } = await createToken(one.ctx, making())
      const foreign = await deleteToken(other.ctx, id).catch((error: Error) => error)
      expect(foreign).toEqual(await deleteToken(other.ctx, randomUUID()).catch((error: Error) => error))
      expect(await listTokens(other.ctx)).toEqual([])
      expect(await findToken(db, token)).not.toBeNull()
      await deleteToken(one.ctx, id)
      expect(await findToken(db, token)).toBeNull()
    }))

  it('ends at 100 of them', () =>
    withRollback(async (db) => {
      const { ctx, user } = await makePerson(db)
      await db.execute(sql`insert into tokens (user_id, name, hash, scopes, version)
        select ${user.id}, 'many', ${user.id} || n, '{read}', 1 from generate_series(1, 100) n`)
      expect(await refusal(createToken(ctx, making()))).toBe('conflict')
    }))
})

const ENDINGS: Record<string, (db: Database, person: Awaited<ReturnType<typeof makePerson>>) => Promise<unknown>> = {
  'it is expired': (db, { user }) => db.update(tokens).set({ expiresAt: sql`now()` }).where(eq(tokens.userId, user.id)),
  'the password is changed': (_, { ctx }) =>
    updateMe(ctx, { password: 'entirely new words', currentPassword: PASSWORD }, ''),
  'its person is disabled, also when that is taken back': async (db, { user }) => {
    const admin = await makePerson(db, { role: 'admin' })
    await changePerson(admin.ctx, user.id, { disabled: true })
    await changePerson(admin.ctx, user.id, { disabled: false })
  },
  'its person is disabled by hand': (db, { user }) =>
    db.update(users).set({ disabledAt: new Date() }).where(eq(users.id, user.id)),
  'all sessions are ended by hand': (db, { user }) =>
    db.update(users).set({ sessionVersion: 7 }).where(eq(users.id, user.id)),
  'its person is gone': (db, { user }) => db.delete(users).where(eq(users.id, user.id)),
}

it.each(Object.keys(ENDINGS))('a token holds until %s', (ending) =>
  withRollback(async (db) => {
    const person = await makePerson(db)
    const { token } = await createToken(person.ctx, making({ expiresAt: null }))
    expect(await findToken(db, token)).not.toBeNull()
    await ENDINGS[ending]?.(db, person)
    expect(await findToken(db, token)).toBeNull()
    expect(await findToken(db, makeAccessToken())).toBeNull()
  }),
)
