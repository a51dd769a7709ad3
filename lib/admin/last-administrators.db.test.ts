import { and, eq, isNull, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openDatabase } from '@/db/client'
import { auditLog } from '@/db/schema/audit'
import { identities } from '@/db/schema/entry'
import { users } from '@/db/schema/users'
import { testPool } from '@/db/testing/database'
import { deleteMe } from '../accounts/delete-me'
import { makePerson, PASSWORD } from '../auth/testing/person'
import { changePerson } from './change-person'
import { deletePerson } from './delete-person'

const db = openDatabase(testPool())
type Person = Awaited<ReturnType<typeof makePerson>>

/** Everybody of this worker's database, and what was written down of them. */
async function clear(): Promise<void> {
  await db.delete(users)
  await db.delete(auditLog)
  await db.execute(sql`delete from graphile_worker._private_jobs`)
}
beforeAll(clear)
afterAll(clear)

const demote = (by: Person, whom: Person) => changePerson(by.ctx, whom.user.id, { role: 'user' })
const disable = (by: Person, whom: Person) => changePerson(by.ctx, whom.user.id, { disabled: true })
const remove = (by: Person, whom: Person) => deletePerson(by.ctx, whom.user.id)

const WAYS: Record<string, [(a: Person, b: Person) => Promise<unknown>, (a: Person, b: Person) => Promise<unknown>]> = {
  'demote each other': [(a, b) => demote(a, b), (a, b) => demote(b, a)],
  'disable each other': [(a, b) => disable(a, b), (a, b) => disable(b, a)],
  'delete each other': [(a, b) => remove(a, b), (a, b) => remove(b, a)],
  'demote and delete each other': [(a, b) => demote(a, b), (a, b) => remove(b, a)],
  'step back themselves': [(a) => demote(a, a), (_, b) => demote(b, b)],
  'leave, and are disabled': [(a) => deleteMe(a.ctx, PASSWORD), (a, b) => disable(a, b)],
}

it.each(Object.entries(WAYS))(
  'two administrators who %s at the same moment: one stays, 20 times',
  async (_, [one, other]) => {
    for (let round = 0; round < 20; round++) {
      await db.delete(users)
      const [a, b] = [await makePerson(db, { role: 'admin' }), await makePerson(db, { role: 'admin' })]
      await makePerson(db)
      const outcomes = await Promise.allSettled(round % 2 === 0 ? [one(a, b), other(a, b)] : [other(a, b), one(a, b)])
      const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []))
      expect(refused).toEqual([expect.objectContaining({ code: 'conflict' })])
      expect(await db.$count(users, and(eq(users.role, 'admin'), isNull(users.disabledAt)))).toBe(1)
    }
  },
)

it('an administrator without any way in is none to leave a library to', async () => {
  await db.delete(users)
  const [a, b] = [await makePerson(db, { role: 'admin' }), await makePerson(db, { role: 'admin' })]
  await makePerson(db)
  await db.update(users).set({ passwordHash: null }).where(eq(users.id, b.user.id))
  await expect(demote(a, a)).rejects.toMatchObject({ code: 'conflict' })
  const named = { kind: 'oidc', issuer: 'https://id.example.org', subject: 'b' } as const
  await db.insert(identities).values({ userId: b.user.id, ...named })
  expect(await demote(a, a)).toMatchObject({ role: 'user' })
})
