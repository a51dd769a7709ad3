import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { withRollback } from '@/db/testing/database'
import { createToken } from '../accounts/tokens'
import { findSession } from '../auth/find-session'
import { findToken } from '../auth/find-token'
import { attempt, makePerson, PASSWORD } from '../auth/testing/person'
import { changePerson } from './change-person'

const code = (expected: string) => expect.objectContaining({ code: expected })

describe('disabling', () => {
  it('ends sessions at once and can be taken back', () =>
    withRollback(async (db) => {
      const [admin, one] = [await makePerson(db, { role: 'admin' }), await makePerson(db)]
      await changePerson(admin.ctx, one.user.id, { disabled: true })
      expect(await findSession(db, one.token)).toBeNull()
      await changePerson(admin.ctx, one.user.id, { disabled: false })
      expect(await findSession(db, one.token)).toBeNull()
      expect(await attempt(db, one.user.username, PASSWORD)).toMatchObject({ sub: one.user.id, ver: 2 })
    }))

  it('ends access tokens for good', () =>
    withRollback(async (db) => {
      const [admin, one] = [await makePerson(db, { role: 'admin' }), await makePerson(db)]
      const { token } = await createToken(one.ctx, { name: 'a', scopes: ['read'], currentPassword: PASSWORD })
      expect(await findToken(db, token)).not.toBeNull()
      await changePerson(admin.ctx, one.user.id, { disabled: true })
      expect(await findToken(db, token)).toBeNull()
      await changePerson(admin.ctx, one.user.id, { disabled: false })
      expect(await findToken(db, token)).toBeNull()
    }))

  it('is for administrators; others learn not even whether the account exists', () =>
    withRollback(async (db) => {
      const [one, other] = [await makePerson(db), await makePerson(db)]
      const foreign = await changePerson(one.ctx, other.user.id, { disabled: true }).catch((error: Error) => error)
      const unknown = await changePerson(one.ctx, randomUUID(), { disabled: true }).catch((error: Error) => error)
      expect(foreign).toEqual(code('not_found'))
      expect(foreign).toEqual(unknown)
      expect(await findSession(db, other.token)).not.toBeNull()
    }))
})
