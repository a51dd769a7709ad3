import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Database } from '@/db/client'
import { sessions, users } from '@/db/schema/users'
import { withRollback } from '@/db/testing/database'
import { findSession } from './find-session'
import type { SessionToken } from './session-cookie'
import { makePerson } from './testing/person'

describe('a session', () => {
  const ENDINGS: Record<string, (db: Database, token: SessionToken) => Promise<unknown>> = {
    'it was ended': (db, token) => db.delete(sessions).where(eq(sessions.id, token.sid)),
    'it is older than 30 days': (db, token) =>
      db.update(sessions).set({ expiresAt: sql`now()` }).where(eq(sessions.id, token.sid)),
    'it was idle for 14 days': (db, token) =>
      db
        .update(sessions)
        .set({ lastSeenAt: sql`now() - interval '14 days 1 second'` })
        .where(eq(sessions.id, token.sid)),
    'its person was disabled': (db, token) =>
      db.update(users).set({ disabledAt: new Date() }).where(eq(users.id, token.sub)),
    'the version was raised': (db, token) => db.update(users).set({ sessionVersion: 2 }).where(eq(users.id, token.sub)),
    'its person is gone': (db, token) => db.delete(users).where(eq(users.id, token.sub)),
  }

  it.each(Object.keys(ENDINGS))('holds until %s', (ending) =>
    withRollback(async (db) => {
      const { token, user } = await makePerson(db)
      expect(await findSession(db, token)).toMatchObject({ kind: 'user', userId: user.id, sessionId: token.sid })
      await ENDINGS[ending]?.(db, token)
      expect(await findSession(db, token)).toBeNull()
    }),
  )

  it('is nobody else’s: another user or version in the token is refused', () =>
    withRollback(async (db) => {
      const [one, other] = [await makePerson(db), await makePerson(db)]
      expect(await findSession(db, { ...one.token, sub: other.user.id })).toBeNull()
      expect(await findSession(db, { ...one.token, ver: 2 })).toBeNull()
      expect(await findSession(db, { ...one.token, sid: randomUUID() })).toBeNull()
    }))

  it('is marked as seen at most every five minutes', () =>
    withRollback(async (db) => {
      const { token } = await makePerson(db)
      const seenAt = async () => (await db.select().from(sessions).where(eq(sessions.id, token.sid)))[0]?.lastSeenAt
      const age = (minutes: number) => sql`now() - make_interval(mins => ${minutes})`
      await db
        .update(sessions)
        .set({ lastSeenAt: age(4) })
        .where(eq(sessions.id, token.sid))
      const before = await seenAt()
      await findSession(db, token)
      expect(await seenAt()).toEqual(before)
      await db
        .update(sessions)
        .set({ lastSeenAt: age(6) })
        .where(eq(sessions.id, token.sid))
      await findSession(db, token)
      expect((await seenAt())?.getTime()).toBeGreaterThan(before?.getTime() ?? 0)
    }))
})
