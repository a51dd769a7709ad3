import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import type { Database } from '@/db/client'
import { withRollback } from '@/db/testing/database'
import { updateMe } from '../accounts/update-me'
import { countAttempt, LOG_IN_PAIR } from '../auth/attempts'
import { WRITTEN_OFTEN } from '../auth/record-often'
import { WRITTEN_REFUSALS } from '../auth/refused-log-ins'
import { attempt, makePerson, PASSWORD } from '../auth/testing/person'
import type { Context } from '../context/context'
import { AuditQuery } from './audit-contract'
import { changePerson } from './change-person'
import { listAudit } from './list-audit'

const mark = () => `m${randomUUID().slice(0, 8)}`
const asked = async (ctx: Context, query: object) => (await listAudit(ctx, AuditQuery.parse(query))).items

async function two(db: Database) {
  return { admin: await makePerson(db, { role: 'admin' }), one: await makePerson(db) }
}

it('finds who was renamed by id and by every name, and says the names of each change', () =>
  withRollback(async (db) => {
    const { admin, one } = await two(db)
    const [first, second, third] = [one.user.username, mark(), mark()]
    await changePerson(admin.ctx, one.user.id, { name: 'Before' })
    await updateMe(one.ctx, { username: second }, '')
    await changePerson(admin.ctx, one.user.id, { username: third, name: 'After' })
    for (const person of [one.user.id, first, second, third, third.toUpperCase()]) {
      const entries = await asked(admin.ctx, { person })
      expect(
        entries.map(({ subject, subjectId }) => [subject, subjectId]),
        person,
      ).toEqual([
        [second, one.user.id],
        [first, one.user.id],
        [first, one.user.id],
      ])
      expect(entries.map(({ details }) => details)).toEqual([
        { fields: ['username', 'name'], username: third, usernameBefore: second },
        { fields: ['username'], username: second, usernameBefore: first },
        { fields: ['name'] },
      ])
    }
    expect((await asked(admin.ctx, { person: admin.user.id })).map(({ actorId }) => actorId)).toEqual([
      admin.user.id,
      admin.user.id,
    ])
    expect(await asked(admin.ctx, { person: mark() })).toEqual([])
  }))

it('writes wrong log-ins down without what was typed, and a lock-out once', () =>
  withRollback(async (db) => {
    const { admin, one } = await two(db)
    const address = '192.0.2.77'
    const device = { id: mark(), userId: one.user.id }
    const { logIn } = await import('../auth/log-in')
    const wrong = (n: number) =>
      logIn(db, { login: one.user.email, password: `wrong ${n}`, address, userAgent: '', device, replaces: null })
    for (let n = 0; n < LOG_IN_PAIR.count; n++) expect(await wrong(n)).toBeNull()
    for (let n = 0; n < 3; n++) await expect(wrong(n)).rejects.toMatchObject({ code: 'rate_limited' })
    expect(await attempt(db, 'nobody-has-this', 'a secret word', address)).toBeNull()
    const entries = await asked(admin.ctx, { person: one.user.id })
    expect(entries.map(({ action }) => action)).toEqual([
      'account.locked_out',
      ...Array.from({ length: LOG_IN_PAIR.count }, () => 'account.log_in_refused'),
    ])
    const stranger = { actor: null, actorId: null, subject: one.user.username, address, details: { by: 'password' } }
    for (const entry of entries) expect(entry).toMatchObject(stranger)
    const [latest] = await asked(admin.ctx, { action: 'account.log_in_refused', limit: 1 })
    expect(latest).toMatchObject({ actor: null, subject: null, subjectId: null, address, details: { by: 'password' } })
    expect(JSON.stringify([entries, latest])).not.toMatch(/wrong \d|nobody-has|secret|@/)
  }))

it('writes no more wrong log-ins down than it says, and says so in the last', () =>
  withRollback(async (db) => {
    const { admin } = await two(db)
    await countAttempt(db, WRITTEN_REFUSALS, 'all', WRITTEN_REFUSALS.count - 2)
    for (let n = 0; n < 4; n++) await attempt(db, `nobody-${n}`, PASSWORD, '192.0.2.78')
    const entries = await asked(admin.ctx, { action: 'account.log_in_refused' })
    expect(entries.map(({ details }) => details)).toEqual([{ by: 'password', rest: 'not listed' }, { by: 'password' }])
  }))

it.each([
  ['log-ins', 'account.logged_in'],
  ['changes of a name', 'account.changed'],
] as const)('writes no more %s of one account down than it says, and all of others', (_, action) =>
  withRollback(async (db) => {
    const { admin, one } = await two(db)
    const other = await makePerson(db)
    await countAttempt(db, WRITTEN_OFTEN, `${action}\n${one.user.id}`, WRITTEN_OFTEN.count - 2)
    for (const { user, ctx } of [one, one, one, one, other]) {
      if (action === 'account.logged_in') await attempt(db, user.username, PASSWORD)
      else await updateMe(ctx, { name: mark() }, '')
    }
    const restOf = async (person: string) =>
      (await asked(admin.ctx, { person, action })).map(({ details }) => details.rest)
    expect(await restOf(one.user.id)).toEqual(['not listed', undefined])
    expect(await restOf(other.user.id)).toEqual([undefined])
    // What matters more is written down all the same.
    await updateMe(one.ctx, { password: 'entirely new words', currentPassword: PASSWORD }, '')
    expect((await asked(admin.ctx, { person: one.user.id }))[0]?.details).toEqual({ fields: ['password'] })
  }),
)
