import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { auditLog } from '@/db/schema/audit'
import { withRollback } from '@/db/testing/database'
import { findSession } from '../auth/find-session'
import type { SessionToken } from '../auth/session-cookie'
import { attempt, makePerson, PASSWORD } from '../auth/testing/person'
import { deleteOtherSessions, deleteSession, listSessions } from './sessions'

describe('one’s own sessions', () => {
  it('are listed and ended; those of others are as unknown as a random id', () =>
    withRollback(async (db) => {
      const [one, other] = [await makePerson(db), await makePerson(db)]
      const second = await attempt(db, one.user.username, PASSWORD)
      expect((await listSessions(one.ctx)).map((session) => [session.id, session.current])).toEqual(
        expect.arrayContaining([
          [one.token.sid, true],
          [second?.sid, false],
        ]),
      )
      const foreign = await deleteSession(one.ctx, other.token.sid).catch((error: Error) => error)
      const unknown = await deleteSession(one.ctx, randomUUID()).catch((error: Error) => error)
      expect(foreign).toEqual(unknown)
      expect(await findSession(db, other.token)).not.toBeNull()
      await deleteOtherSessions(one.ctx)
      expect(await findSession(db, second as SessionToken)).toBeNull()
      expect(await findSession(db, one.token)).not.toBeNull()
      expect(await findSession(db, other.token)).not.toBeNull()
      await deleteSession(one.ctx, one.token.sid)
      expect(await findSession(db, one.token)).toBeNull()
      const log = await db.select().from(auditLog).where(eq(auditLog.action, 'sessions.ended'))
      expect(log.at(-1)).toMatchObject({ actorId: one.user.id, subjectId: one.user.id, details: { sessions: 1 } })
    }))
})
