import { expect, it, vi } from 'vitest'
import { withRollback } from '@/db/testing/database'
import { updateMe } from '../accounts/update-me'
import { makePerson, PASSWORD } from '../auth/testing/person'
import { addPerson } from './add-person'
import { changePerson } from './change-person'

vi.mock('../env', async (load) => {
  const module = await load<typeof import('../env')>()
  return { ...module, env: () => ({ ...module.env(), PASSWORD_LOGIN: false }) }
})

const REFUSED = { code: 'unprocessable', errors: [{ path: 'password' }] }
const password = 'entirely new words'

it('where nobody logs in with a password none is taken: not for a new account, nor for another one, nor for one’s own', () =>
  withRollback(async (db) => {
    const [admin, one] = [await makePerson(db, { role: 'admin' }), await makePerson(db)]
    const making = { email: 'new-one@example.org', username: 'new-one', role: 'user', password } as const
    await expect(addPerson(admin.ctx, making)).rejects.toMatchObject(REFUSED)
    await expect(changePerson(admin.ctx, one.user.id, { password })).rejects.toMatchObject(REFUSED)
    await expect(updateMe(one.ctx, { password, currentPassword: PASSWORD }, '')).rejects.toMatchObject(REFUSED)
    expect(await changePerson(admin.ctx, one.user.id, { name: 'Ben' })).toMatchObject({ name: 'Ben' })
    expect(await updateMe(one.ctx, { name: 'Bea' }, '')).toMatchObject({ me: { name: 'Bea' } })
  }))
