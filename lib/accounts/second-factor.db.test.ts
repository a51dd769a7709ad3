import { eq, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '@/db/client'
import { auditLog } from '@/db/schema/audit'
import { sessions, users } from '@/db/schema/users'
import { withRollback } from '@/db/testing/database'
import { listPeople } from '../admin/list-people'
import { PeopleQuery } from '../admin/people-contract'
import { removePersonsSecondFactor } from '../admin/remove-second-factor'
import { changeSettings } from '../admin/settings'
import { findSession } from '../auth/find-session'
import { beginSession } from '../auth/log-in'
import { attempt, contextOf, makePerson, PASSWORD } from '../auth/testing/person'
import { totpCode } from '../auth/totp'
import type { Context } from '../context/context'
import { confirmPassword } from './confirm-password'
import {
  beginSecondFactor,
  confirmSecondFactor,
  endSecondFactor,
  getSecondFactor,
  newRecoveryCodes,
} from './second-factor'

beforeAll(() => {
  process.env.AUTH_SECRET ??= 'a secret for these tests alone, long enough'
})

const code = (expected: string) => expect.objectContaining({ code: expected })
const now = (secret: string, by = 0) => totpCode(secret, Date.now() + by * 30_000)

async function setUp(ctx: Context) {
  const { secret, setUp } = await beginSecondFactor(ctx, PASSWORD)
  return { secret, codes: await confirmSecondFactor(ctx, { setUp, code: now(secret) }) }
}

const actionsOf = async (db: Database, id: string) =>
  (await db.select().from(auditLog).where(eq(auditLog.subjectId, id)).orderBy(auditLog.id)).map(({ action }) => action)

describe('setting a second factor up', () => {
  it('needs the password, then a right code, and changes nothing before it', () =>
    withRollback(async (db) => {
      const { ctx, user } = await makePerson(db)
      await expect(beginSecondFactor(ctx, undefined)).rejects.toEqual(code('invalid'))
      await expect(beginSecondFactor(ctx, 'wrong')).rejects.toEqual(code('forbidden'))
      const begun = await beginSecondFactor(ctx, PASSWORD)
      await expect(confirmSecondFactor(ctx, { ...begun, code: 'abcdef' })).rejects.toEqual(code('forbidden'))
      expect(await getSecondFactor(ctx)).toEqual({ enabled: false, recoveryCodes: 0 })
      expect(await attempt(db, user.username, PASSWORD)).not.toBeNull()
      const codes = await confirmSecondFactor(ctx, { ...begun, code: now(begun.secret) })
      expect(codes).toHaveLength(10)
      expect(await getSecondFactor(ctx)).toEqual({ enabled: true, recoveryCodes: 10 })
      // The code that set it up is used.
      const used = attempt(db, user.username, PASSWORD)
      await expect(used).rejects.toEqual(code('second_factor_needed'))
      expect(await actionsOf(db, user.id)).toContain('second_factor.set')
    }))

  it('is nobody else’s to finish, nor another session’s', () =>
    withRollback(async (db) => {
      const [ada, ben] = [await makePerson(db), await makePerson(db)]
      const begun = await beginSecondFactor(ada.ctx, PASSWORD)
      const given = { setUp: begun.setUp, code: now(begun.secret) }
      await expect(confirmSecondFactor(ben.ctx, given)).rejects.toEqual(code('invalid'))
      const elsewhere = await beginSession(db, { id: ada.user.id, version: 1 }, '')
      const ctx = contextOf(db, { ...ada.actor, sessionId: elsewhere.sid })
      await expect(confirmSecondFactor(ctx, given)).rejects.toEqual(code('invalid'))
      await expect(confirmSecondFactor(ada.ctx, { ...given, setUp: 'v1.a.b.c' })).rejects.toEqual(code('invalid'))
    }))

  it('is done once', () =>
    withRollback(async (db) => {
      const { ctx } = await makePerson(db)
      const other = await beginSecondFactor(ctx, PASSWORD)
      await setUp(ctx)
      await expect(beginSecondFactor(ctx, PASSWORD)).rejects.toEqual(code('conflict'))
      await expect(confirmSecondFactor(ctx, { ...other, code: now(other.secret) })).rejects.toEqual(code('conflict'))
    }))
})

describe('switching it off, and new recovery codes', () => {
  it('need password and code', () =>
    withRollback(async (db) => {
      const { ctx, user } = await makePerson(db)
      const { secret, codes } = await setUp(ctx)
      const [recovery = ''] = codes
      for (const verb of [endSecondFactor, newRecoveryCodes]) {
        await expect(verb(ctx, { currentPassword: 'wrong', code: recovery })).rejects.toEqual(code('forbidden'))
        await expect(verb(ctx, { currentPassword: PASSWORD, code: 'zzzz' })).rejects.toEqual(code('forbidden'))
        await expect(verb(ctx, { currentPassword: PASSWORD, code: now(secret) })).rejects.toEqual(code('forbidden'))
      }
      const fresh = await newRecoveryCodes(ctx, { currentPassword: PASSWORD, code: recovery })
      expect(fresh).toHaveLength(10)
      const void_ = endSecondFactor(ctx, { currentPassword: PASSWORD, code: codes[1] ?? '' })
      await expect(void_).rejects.toEqual(code('forbidden'))
      await endSecondFactor(ctx, { currentPassword: PASSWORD, code: fresh[0] ?? '' })
      expect(await attempt(db, user.username, PASSWORD)).not.toBeNull()
      expect(await actionsOf(db, user.id)).toEqual(
        expect.arrayContaining(['recovery_codes.made', 'second_factor.removed']),
      )
    }))
})

describe('administrators', () => {
  it('take somebody’s second factor away, but not their own', () =>
    withRollback(async (db) => {
      const [admin, ada] = [await makePerson(db, { role: 'admin' }), await makePerson(db)]
      await setUp(ada.ctx)
      await setUp(admin.ctx)
      const shown = await listPeople(admin.ctx, PeopleQuery.parse({ q: ada.user.username }))
      expect(shown.items).toEqual([expect.objectContaining({ secondFactor: true })])
      await expect(removePersonsSecondFactor(ada.ctx, admin.user.id)).rejects.toEqual(code('not_found'))
      await expect(removePersonsSecondFactor(admin.ctx, admin.user.id)).rejects.toEqual(code('forbidden'))
      await removePersonsSecondFactor(admin.ctx, ada.user.id)
      expect(await attempt(db, ada.user.username, PASSWORD)).not.toBeNull()
      expect(await actionsOf(db, ada.user.id)).toContain('second_factor.removed')
    }))

  it('ask it of all administrators only when they have one, and those without it do nothing of theirs', () =>
    withRollback(async (db) => {
      const [admin, other] = [await makePerson(db, { role: 'admin' }), await makePerson(db, { role: 'admin' })]
      const plain = await makePerson(db)
      await expect(changeSettings(admin.ctx, { adminSecondFactor: true })).rejects.toEqual(code('conflict'))
      await setUp(admin.ctx)
      expect(await changeSettings(admin.ctx, { adminSecondFactor: true })).toMatchObject({ adminSecondFactor: true })
      const asks = async ({ token }: typeof admin) => contextOf(db, (await findSession(db, token)) ?? plain.actor)
      const people = PeopleQuery.parse({})
      expect((await listPeople(await asks(admin), people)).total).toBeGreaterThan(0)
      await expect(listPeople(await asks(other), people)).rejects.toEqual(code('second_factor_missing'))
      const off = changeSettings(await asks(other), { adminSecondFactor: false })
      await expect(off).rejects.toEqual(code('second_factor_missing'))
      await expect(listPeople(await asks(plain), people)).rejects.toEqual(code('not_found'))
      await setUp(other.ctx)
      expect((await listPeople(await asks(other), people)).total).toBeGreaterThan(0)
    }))
})

it('an account without a password confirms with a sign-in of the last ten minutes', () =>
  withRollback(async (db) => {
    const { ctx, user, token } = await makePerson(db)
    await db.update(users).set({ passwordHash: null }).where(eq(users.id, user.id))
    await confirmPassword(ctx, undefined)
    await confirmPassword(ctx, 'whatever')
    const old = { createdAt: sql`now() - interval '11 minutes'` }
    await db.update(sessions).set(old).where(eq(sessions.id, token.sid))
    await expect(confirmPassword(ctx, undefined)).rejects.toEqual(code('forbidden'))
    await expect(confirmPassword(ctx, 'whatever')).rejects.toEqual(code('forbidden'))
    expect(await attempt(db, user.username, '')).toBeNull()
  }))
