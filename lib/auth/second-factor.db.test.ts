import { eq, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '@/db/client'
import { sessions, users } from '@/db/schema/users'
import { withRollback } from '@/db/testing/database'
import { LOG_IN_PAIR, RECOVERY_CODE, SECOND_FACTOR } from './attempts'
import { logIn } from './log-in'
import { countRecoveryCodes, renewRecoveryCodes } from './recovery-codes'
import { passSecondFactor, removeSecondFactor, sealTotpSecret } from './second-factor'
import { attempt, makePerson, PASSWORD } from './testing/person'
import { makeTotpSecret, totpCode } from './totp'

beforeAll(() => {
  process.env.AUTH_SECRET ??= 'a secret for these tests alone, long enough'
})

const needed = expect.objectContaining({ code: 'second_factor_needed' })
const limited = expect.objectContaining({ code: 'rate_limited' })

/** Somebody with a second factor. */
async function makeGuarded(db: Database) {
  const person = await makePerson(db)
  const secret = makeTotpSecret()
  const totpSecret = sealTotpSecret(secret, person.user.id)
  await db.update(users).set({ totpSecret }).where(eq(users.id, person.user.id))
  const codes = await renewRecoveryCodes(db, person.user.id)
  const login = (code?: string, address = '192.0.2.1') =>
    logIn(db, { login: person.user.username, password: PASSWORD, code, address, userAgent: '', replaces: null })
  const now = () => totpCode(secret, Date.now())
  const sessionCount = async () => (await db.select().from(sessions).where(eq(sessions.userId, person.user.id))).length
  return { ...person, user: { ...person.user, totpSecret }, secret, codes, login, now, sessionCount }
}

/** No code of around now. */
const wrongFor = (secret: string) => {
  const right = [-2, -1, 0, 1, 2].map((by) => totpCode(secret, Date.now() + by * 30_000))
  return ['000000', '111111', '222222', '333333', '444444', '555555'].find((code) => !right.includes(code)) ?? ''
}

describe('logging in with a second factor', () => {
  it('makes no session of the password alone, and one of password and code', () =>
    withRollback(async (db) => {
      const { user, login, now, sessionCount } = await makeGuarded(db)
      const before = await sessionCount()
      await expect(login()).rejects.toEqual(needed)
      await expect(login('')).rejects.toEqual(needed)
      expect(await sessionCount()).toBe(before)
      expect(await login(now())).toMatchObject({ sub: user.id })
      expect(await sessionCount()).toBe(before + 1)
    }))

  it('says nothing of it to a wrong password, with a right code beside it or not', () =>
    withRollback(async (db) => {
      const guarded = await makeGuarded(db)
      const plain = await makePerson(db)
      const asked = { password: 'wrong', address: '192.0.2.1', userAgent: '', replaces: null }
      for (const code of [undefined, guarded.now()]) {
        expect(await logIn(db, { ...asked, login: guarded.user.username, code })).toBeNull()
        expect(await logIn(db, { ...asked, login: plain.user.username, code })).toBeNull()
      }
      expect(await guarded.login(guarded.now())).not.toBeNull()
    }))

  it('takes no code twice, nor an older one after it', () =>
    withRollback(async (db) => {
      const { secret, login } = await makeGuarded(db)
      const [older, code] = [-1, 0].map((by) => totpCode(secret, Date.now() + by * 30_000))
      expect(await login(code)).not.toBeNull()
      await expect(login(code)).rejects.toEqual(needed)
      await expect(login(older)).rejects.toEqual(needed)
    }))

  it('takes codes with a space in the middle', () =>
    withRollback(async (db) => {
      const { login, now } = await makeGuarded(db)
      expect(await login(now().replace(/^(...)/, ' $1 '))).not.toBeNull()
    }))

  it('makes recovery codes of 120 random bits', () =>
    withRollback(async (db) => {
      const { codes } = await makeGuarded(db)
      expect(new Set(codes).size).toBe(10)
      // 24 digits of 5 bits each.
      for (const one of codes) expect(one).toMatch(/^([0-9a-hjkmnp-tv-z]{4}-){5}[0-9a-hjkmnp-tv-z]{4}$/)
    }))

  it('takes each recovery code once, however it is typed', () =>
    withRollback(async (db) => {
      const { user, codes, login } = await makeGuarded(db)
      const [first = '', second = ''] = codes
      expect(codes).toHaveLength(10)
      expect(await login(first)).not.toBeNull()
      await expect(login(first)).rejects.toEqual(needed)
      expect(await login(second.replaceAll('-', ' ').toUpperCase())).not.toBeNull()
      expect(await countRecoveryCodes(db, user.id)).toBe(8)
    }))

  it('takes nobody else’s codes', () =>
    withRollback(async (db) => {
      const [ada, ben] = [await makeGuarded(db), await makeGuarded(db)]
      await expect(ada.login(ben.now())).rejects.toEqual(needed)
      await expect(ada.login(ben.codes[0])).rejects.toEqual(needed)
      expect(await countRecoveryCodes(db, ben.user.id)).toBe(10)
    }))

  it('limits wrong codes of whoever has the password, from wherever, and leaves recovery codes apart', () =>
    withRollback(async (db) => {
      const { secret, login, now, codes } = await makeGuarded(db)
      for (let n = 0; n < SECOND_FACTOR.count; n++) {
        await expect(login(wrongFor(secret), `192.0.2.${n}`)).rejects.toEqual(needed)
      }
      await expect(login(now(), '198.51.100.7')).rejects.toEqual(limited)
      expect(await login(codes[0])).not.toBeNull()
      for (let n = 0; n < RECOVERY_CODE.count; n++) await expect(login('zzzz-zzzz')).rejects.toEqual(needed)
      await expect(login(codes[1])).rejects.toEqual(limited)
    }))

  it('is nothing that strangers without the password can use up', () =>
    withRollback(async (db) => {
      const { user, secret, login, now } = await makeGuarded(db)
      const stranger = {
        login: user.username,
        password: 'wrong',
        userAgent: '',
        replaces: null,
        code: wrongFor(secret),
      }
      for (let n = 0; n < SECOND_FACTOR.count + 5; n++) {
        expect(
          await logIn(db, { ...stranger, address: `192.0.2.${Math.floor(n / (LOG_IN_PAIR.count - 1))}` }),
        ).toBeNull()
      }
      expect(await login(now(), '198.51.100.7')).not.toBeNull()
    }))

  it('cannot be read under another AUTH_SECRET; recovery codes can', () =>
    withRollback(async (db) => {
      const { user, login, now, codes } = await makeGuarded(db)
      const other = await makeGuarded(db)
      await db.update(users).set({ totpSecret: other.user.totpSecret }).where(eq(users.id, user.id))
      await expect(login(now())).rejects.toEqual(expect.objectContaining({ code: 'conflict' }))
      expect(await login(codes[0])).not.toBeNull()
    }))

  it('is gone when it is taken away', () =>
    withRollback(async (db) => {
      const { user } = await makeGuarded(db)
      expect(await removeSecondFactor(db, user.id)).toBe(true)
      expect(await removeSecondFactor(db, user.id)).toBe(false)
      expect(await countRecoveryCodes(db, user.id)).toBe(0)
      expect(await attempt(db, user.username, PASSWORD)).not.toBeNull()
    }))

  it('keeps neither secret nor codes as they are', () =>
    withRollback(async (db) => {
      const { user, secret, codes } = await makeGuarded(db)
      const { rows } = await db.execute(sql`select * from users where id = ${user.id}`)
      const kept = JSON.stringify([rows, (await db.execute(sql`select * from recovery_codes`)).rows])
      for (const word of [secret, ...codes]) expect(kept).not.toContain(word)
    }))
})

it('a code is taken by one of two requests at once', () =>
  withRollback(async (db) => {
    const { user, now } = await makeGuarded(db)
    const code = now()
    const both = await Promise.allSettled([1, 2, 3].map(() => passSecondFactor(db, user, { code })))
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  }))
