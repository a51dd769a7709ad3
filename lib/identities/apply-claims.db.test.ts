import { randomUUID } from 'node:crypto'
import { and, eq, ne } from 'drizzle-orm'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { identities } from '@/db/schema/entry'
import { sessions, users } from '@/db/schema/users'
import { withRollback } from '@/db/testing/database'
import type { Claims } from '../auth/elsewhere'
import { findSession } from '../auth/find-session'
import { sealTotpSecret } from '../auth/second-factor'
import { finishSecondStep } from '../auth/second-step'
import { makePerson } from '../auth/testing/person'
import { makeTotpSecret, totpCode } from '../auth/totp'
import { enterElsewhere } from './enter-elsewhere'
import { ARRIVAL, actionsOf, BASE, claimsOf, enter, known, reason } from './testing/arrivals'

const settings = vi.hoisted(() => ({}) as Record<string, unknown>)
vi.mock('../env', () => ({ env: () => settings }))
beforeEach(() => void Object.assign(settings, BASE))

describe('somebody who is known', () => {
  it('gets the role and the quota that the issuer says, at each log-in', () =>
    withRollback(async (db) => {
      await makePerson(db, { role: 'admin' })
      const { user, sub } = await known(db)
      const now = async (more: Claims) => (await enter(db, claimsOf(sub, more))).user
      expect(await now({ groups: ['admins'], quota: 5 })).toMatchObject({ role: 'admin', quotaBytes: 5 })
      expect(await now({ groups: ['admins'] })).toMatchObject({ role: 'admin', quotaBytes: 5 })
      expect(await now({ quota: 'unlimited' })).toMatchObject({ role: 'user', quotaBytes: null })
      const changes = (await actionsOf(db, user.id)).filter(({ action }) => action === 'account.changed')
      expect(changes.map(({ details }) => details)).toEqual([
        { by: 'oidc', role: 'admin', roleBefore: 'user', quotaBytes: 5, quotaBytesBefore: null },
        { by: 'oidc', role: 'user', roleBefore: 'admin', quotaBytes: null, quotaBytesBefore: 5 },
      ])
    }))

  it('stays the last administrator, whatever the issuer says', () =>
    withRollback(async (db) => {
      const { user, sub } = await known(db, { role: 'admin' })
      await makePerson(db, { role: 'admin', disabledAt: new Date() })
      await db
        .update(users)
        .set({ role: 'user' })
        .where(and(ne(users.id, user.id), eq(users.role, 'admin')))
      expect((await enter(db, claimsOf(sub))).user.role).toBe('admin')
      await makePerson(db, { role: 'admin' })
      expect((await enter(db, claimsOf(sub))).user.role).toBe('user')
    }))

  it('stays out when disabled, and nothing about the account changes', () =>
    withRollback(async (db) => {
      const { user, sub } = await known(db, { disabledAt: new Date() })
      await expect(enter(db, claimsOf(sub, { groups: ['admins'] }))).rejects.toEqual(reason('disabled'))
      const [after] = await db.select().from(users).where(eq(users.id, user.id))
      expect(after).toEqual(user)
      expect(await db.$count(sessions, eq(sessions.userId, user.id))).toBe(1)
    }))

  it('is known at this issuer only', () =>
    withRollback(async (db) => {
      const { user, sub } = await known(db)
      await db.update(identities).set({ issuer: 'https://other.example.org' }).where(eq(identities.userId, user.id))
      const { user: other } = await enter(db, claimsOf(sub))
      expect(other.id).not.toBe(user.id)
    }))

  it('leaves the session of before', () =>
    withRollback(async (db) => {
      const { token, sub } = await known(db)
      await enter(db, claimsOf(sub), { sessionId: token.sid })
      expect(await findSession(db, token)).toBeNull()
    }))

  it('still gives the code of a second factor, once, within a change of nothing', () =>
    withRollback(async (db) => {
      const secret = makeTotpSecret()
      const { user, sub } = await known(db)
      await db
        .update(users)
        .set({ totpSecret: sealTotpSecret(secret, user.id) })
        .where(eq(users.id, user.id))
      const entered = await enterElsewhere(db, claimsOf(sub), ARRIVAL)
      if (entered.kind !== 'second factor') throw new Error(entered.kind)
      expect(await db.$count(sessions, eq(sessions.userId, user.id))).toBe(1)
      const finish = (code?: string, pending = entered.pending) =>
        finishSecondStep(db, { pending, code, address: '192.0.2.7', userAgent: '', device: null, replaces: null })
      const needed = expect.objectContaining({ code: 'second_factor_needed' })
      const begun = expect.objectContaining({ code: 'unauthenticated' })
      await expect(finish()).rejects.toEqual(needed)
      await expect(finish('abcdef')).rejects.toEqual(needed)
      const code = totpCode(secret, Date.now())
      await expect(finish(code, { ...entered.pending, version: 2 })).rejects.toEqual(begun)
      await expect(finish(code, { ...entered.pending, identityId: randomUUID() })).rejects.toEqual(begun)
      expect(await findSession(db, await finish(code))).toMatchObject({ userId: user.id })
      await expect(finish(code)).rejects.toEqual(needed)
      await db.update(users).set({ disabledAt: new Date() }).where(eq(users.id, user.id))
      await expect(finish(totpCode(secret, Date.now() + 30_000))).rejects.toEqual(begun)
    }))
})
