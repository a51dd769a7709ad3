import { describe, expect, it } from 'vitest'
import type { Database } from '@/db/client'
import { withRollback } from '@/db/testing/database'
import type { AppError } from '../errors/app-error'
import { LOG_IN_ADDRESS, LOG_IN_DEVICE, LOG_IN_PAIR } from './attempts'
import { findSession } from './find-session'
import { logIn } from './log-in'
import { hashPassword } from './passwords'
import type { SessionToken } from './session-cookie'
import { SLOW_LANE } from './slow-lane'
import { HandClock, WatchedLanes } from './testing/hand-clock'
import { attempt, makePerson, PASSWORD } from './testing/person'

const code = (expected: string) => expect.objectContaining({ code: expected })

/** Log-ins of which those beyond the limit wait by a clock of the test. */
function laneFor(db: Database) {
  const clock = new HandClock()
  const lanes = new WatchedLanes(clock)
  return { clock, lanes, slowly: (login: string, password: string) => attempt(db, login, password, '192.0.2.1', lanes) }
}

describe('logging in', () => {
  it('takes e-mail or username in any case and width', () =>
    withRollback(async (db) => {
      const { user } = await makePerson(db, { email: 'ada@example.org', username: 'ada' })
      for (const login of ['ada', ' ADA ', 'Ada@Example.org', 'ada＠example．org']) {
        expect(await attempt(db, login, PASSWORD)).toMatchObject({ sub: user.id, ver: 1 })
      }
    }))

  it('refuses a wrong password, another one’s password and an unknown name alike', () =>
    withRollback(async (db) => {
      const { user } = await makePerson(db)
      const other = await makePerson(db, { passwordHash: await hashPassword('quite another one') })
      expect(await attempt(db, user.username, 'quite another one')).toBeNull()
      expect(await attempt(db, other.user.username, PASSWORD)).toBeNull()
      expect(await attempt(db, 'nobody-at-all', PASSWORD)).toBeNull()
      expect(await attempt(db, user.username, '')).toBeNull()
    }))

  it('limits failures per account and address, says until when, and forgets them after a success', () =>
    withRollback(async (db) => {
      const { user } = await makePerson(db)
      const { clock, lanes, slowly } = laneFor(db)
      for (let n = 1; n < LOG_IN_PAIR.count; n++) await slowly(user.username, 'wrong')
      expect(await slowly(user.username, PASSWORD)).not.toBeNull()
      for (let n = 0; n < LOG_IN_PAIR.count; n++) expect(await slowly(user.username, 'wrong')).toBeNull()
      const told = await clock.until(
        slowly(user.email, 'wrong').catch((error: AppError) => error),
        lanes,
      )
      expect(told).toMatchObject({ code: 'rate_limited' })
      // The clock goes on while the database is at work.
      const seconds = (told as AppError).retryAfterSeconds ?? 0
      expect(seconds).toBeGreaterThan(0)
      expect(seconds).toBeLessThanOrEqual(SLOW_LANE.pauseMs / 1000)
      const again = await slowly(user.username, PASSWORD).catch((error: AppError) => error)
      expect(again).toMatchObject({ code: 'rate_limited' })
      expect((again as AppError).retryAfterSeconds).toBeLessThanOrEqual(seconds)
      expect(await attempt(db, user.username, PASSWORD, '192.0.2.2')).not.toBeNull()
    }))

  it('keeps nobody out for long: beyond the limit a right password passes at the time that is told, whoever else tries', () =>
    withRollback(async (db) => {
      const { user } = await makePerson(db)
      const { clock, lanes, slowly } = laneFor(db)
      const wrong = (n: number) => slowly(user.username, `wrong ${n}`).catch((error: { code: string }) => error.code)
      for (let n = 0; n < LOG_IN_PAIR.count + 1; n++) await clock.until(wrong(n), lanes)
      await expect(slowly(user.username, PASSWORD)).rejects.toEqual(code('rate_limited'))
      await clock.pass(SLOW_LANE.pauseMs)
      const before = [wrong(20), wrong(21), wrong(22)]
      const mine = slowly(user.username, PASSWORD)
      const after = [wrong(23), wrong(24), wrong(25)]
      expect(await clock.until(mine, lanes)).not.toBeNull()
      for (const other of [...before, ...after]) expect(await other).toBe('rate_limited')
    }))

  it('counts a browser in which one was logged in before by itself: a stranger’s attempts do not keep one out', () =>
    withRollback(async (db) => {
      const { user } = await makePerson(db)
      const stranger = await makePerson(db)
      const from = (userId: string, password: string) =>
        logIn(db, {
          login: user.username,
          password,
          address: '192.0.2.1',
          userAgent: '',
          replaces: null,
          device: { id: `of ${userId}`, userId },
        })
      for (let n = 0; n < LOG_IN_PAIR.count + 2; n++) await attempt(db, user.username, 'wrong').catch(() => undefined)
      expect(await from(user.id, PASSWORD)).not.toBeNull()
      await expect(from(stranger.user.id, PASSWORD)).rejects.toEqual(code('rate_limited'))
      for (let n = 0; n < LOG_IN_DEVICE.count; n++) expect(await from(user.id, 'wrong')).toBeNull()
      await expect(from(user.id, PASSWORD)).rejects.toEqual(code('rate_limited'))
    }))

  it('limits an unknown account just as a known one', () =>
    withRollback(async (db) => {
      const { clock, lanes, slowly } = laneFor(db)
      for (let n = 0; n < LOG_IN_PAIR.count; n++) expect(await slowly('nobody-at-all', 'wrong')).toBeNull()
      await expect(clock.until(slowly('nobody-at-all', 'wrong'), lanes)).rejects.toEqual(code('rate_limited'))
      await expect(slowly('nobody-at-all', 'wrong')).rejects.toEqual(code('rate_limited'))
    }))

  it('limits one address that tries many accounts, but lets a right password from it in', () =>
    withRollback(async (db) => {
      const { user } = await makePerson(db)
      for (let n = 0; n < LOG_IN_ADDRESS.count; n++) expect(await attempt(db, `nobody-${n}`, 'wrong')).toBeNull()
      for (let n = 0; n < 20; n++) {
        await expect(attempt(db, `another-${n}`, 'wrong')).rejects.toEqual(code('rate_limited'))
        expect(await attempt(db, user.username, PASSWORD)).not.toBeNull()
      }
    }))

  it('checks passwords of an address that had too many one by one, and not many', () =>
    withRollback(async (db) => {
      for (let n = 0; n < LOG_IN_ADDRESS.count; n++) await attempt(db, `nobody-${n}`, 'wrong')
      const { user } = await makePerson(db)
      const many = await Promise.allSettled(Array.from({ length: 30 }, () => attempt(db, 'nobody-at-all', 'wrong')))
      expect(many.every(({ status }) => status === 'rejected')).toBe(true)
      expect(await attempt(db, user.username, PASSWORD)).not.toBeNull()
    }))

  it.each(['a\0b', '\0'])('takes a name that cannot be stored for an unknown one: %j', (login) =>
    withRollback(async (db) => {
      expect(await attempt(db, login, 'wrong')).toBeNull()
    }),
  )

  it('ends the session it takes the place of', () =>
    withRollback(async (db) => {
      const { user, token } = await makePerson(db)
      const input = { login: user.username, password: PASSWORD, address: 'a', userAgent: '', replaces: token.sid }
      const next = await logIn(db, input)
      expect(await findSession(db, token)).toBeNull()
      expect(await findSession(db, next as SessionToken)).toMatchObject({ userId: user.id })
    }))

  it('tells a disabled person so, but only with the right password', () =>
    withRollback(async (db) => {
      const { user } = await makePerson(db, { disabledAt: new Date() })
      expect(await attempt(db, user.username, 'wrong')).toBeNull()
      await expect(attempt(db, user.username, PASSWORD)).rejects.toEqual(code('forbidden'))
    }))
})
