import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { withRollback } from '@/db/testing/database'
import { changePerson } from '../admin/change-person'
import { CONFIRM_PASSWORD, countAttempt } from '../auth/attempts'
import { findSession } from '../auth/find-session'
import type { SessionToken } from '../auth/session-cookie'
import { attempt, contextOf, makePerson, PASSWORD } from '../auth/testing/person'
import { ANONYMOUS } from '../context/actor'
import { deleteMe } from './delete-me'
import { getMe, uploadDefault } from './get-me'
import { NEW_USERNAMES } from './limits'
import { deleteOtherSessions, deleteSession, listSessions } from './sessions'
import { updateMe } from './update-me'

const code = (expected: string) => expect.objectContaining({ code: expected })

describe('changing one’s account', () => {
  it('changes the given fields of this account alone', () =>
    withRollback(async (db) => {
      const [one, other] = [await makePerson(db), await makePerson(db)]
      const { me, session } = await updateMe(one.ctx, { name: 'Ada', showLocation: true }, '')
      expect(me).toMatchObject({ name: 'Ada', showLocation: true, allowOriginals: false, email: one.user.email })
      expect(session).toBeNull()
      expect(await getMe(other.ctx)).toMatchObject({ name: other.user.name, showLocation: false })
    }))

  it('begins uploads private, and as one says, for this account alone', () =>
    withRollback(async (db) => {
      const [one, other] = [await makePerson(db), await makePerson(db)]
      expect((await getMe(one.ctx)).uploadVisibility).toBe('private')
      expect((await updateMe(one.ctx, { uploadVisibility: 'public' }, '')).me.uploadVisibility).toBe('public')
      expect(await uploadDefault(one.ctx)).toBe('public')
      for (const ctx of [other.ctx, contextOf(db, ANONYMOUS)]) expect(await uploadDefault(ctx)).toBe('private')
    }))

  it('ends every session at a change of password, and begins a new one for who made it', () =>
    withRollback(async (db) => {
      const one = await makePerson(db)
      const second = await attempt(db, one.user.username, PASSWORD)
      const change = { password: 'entirely new words', currentPassword: PASSWORD }
      const { session } = await updateMe(one.ctx, change, 'A browser')
      expect(await findSession(db, one.token)).toBeNull()
      expect(await findSession(db, second as SessionToken)).toBeNull()
      expect(await findSession(db, session as SessionToken)).toMatchObject({ userId: one.user.id })
      expect(await attempt(db, one.user.username, PASSWORD)).toBeNull()
      expect(await attempt(db, one.user.username, 'entirely new words')).not.toBeNull()
    }))

  it.each([
    ['password without the current one', { password: 'entirely new words' }, 'invalid'],
    ['password with a wrong current one', { password: 'entirely new words', currentPassword: 'wrong' }, 'forbidden'],
    ['e-mail without the password', { email: 'new@example.org' }, 'invalid'],
    ['e-mail with a wrong password', { email: 'new@example.org', currentPassword: 'wrong' }, 'forbidden'],
  ])('refuses a new %s and changes nothing', (_, change, expected) =>
    withRollback(async (db) => {
      const one = await makePerson(db)
      const before = await getMe(one.ctx)
      await expect(updateMe(one.ctx, change, '')).rejects.toEqual(code(expected))
      expect(await getMe(one.ctx)).toEqual(before)
      expect(await findSession(db, one.token)).not.toBeNull()
    }),
  )

  it('refuses names that others have, and a password that is the new e-mail', () =>
    withRollback(async (db) => {
      const [one, other] = [await makePerson(db), await makePerson(db)]
      await expect(updateMe(one.ctx, { username: other.user.username }, '')).rejects.toEqual(code('conflict'))
      const taken = { email: other.user.email, currentPassword: PASSWORD }
      await expect(updateMe(one.ctx, taken, '')).rejects.toEqual(code('conflict'))
      const same = { email: 'my.new@example.org', password: 'My.New@example.org', currentPassword: PASSWORD }
      await expect(updateMe(one.ctx, same, '')).rejects.toEqual(code('invalid'))
    }))

  it.each(['-ada-lovelace-', 'photos'])(
    'keeps a username that was good once, and takes no new one like it: %s',
    (username) =>
      withRollback(async (db) => {
        const [one, other, admin] = [
          await makePerson(db, { username }),
          await makePerson(db),
          await makePerson(db, { role: 'admin' }),
        ]
        expect((await updateMe(one.ctx, { name: 'Ada', username }, '')).me).toMatchObject({ name: 'Ada', username })
        expect(await changePerson(admin.ctx, one.user.id, { name: 'Byron', username })).toMatchObject({ name: 'Byron' })
        const like = username === 'photos' ? 'albums' : '-x-y-'
        await expect(updateMe(other.ctx, { username: like }, '')).rejects.toEqual(code('invalid'))
        await expect(changePerson(admin.ctx, other.user.id, { username: like })).rejects.toEqual(code('invalid'))
      }),
  )

  it('limits how often a username is changed', () =>
    withRollback(async (db) => {
      const one = await makePerson(db)
      await countAttempt(db, NEW_USERNAMES, one.user.id, NEW_USERNAMES.count)
      await updateMe(one.ctx, { username: one.user.username, name: 'Ada' }, '')
      await expect(updateMe(one.ctx, { username: `${one.user.username.slice(0, 20)}-2` }, '')).rejects.toEqual(
        code('rate_limited'),
      )
    }))

  it('limits wrong current passwords', () =>
    withRollback(async (db) => {
      const one = await makePerson(db)
      const wrong = { email: 'new@example.org', currentPassword: 'wrong' }
      for (let n = 0; n < CONFIRM_PASSWORD.count; n++) {
        await expect(updateMe(one.ctx, wrong, '')).rejects.toEqual(code('forbidden'))
      }
      const right = { ...wrong, currentPassword: PASSWORD }
      await expect(updateMe(one.ctx, right, '')).rejects.toEqual(code('rate_limited'))
    }))

  it('is for those who are logged in', () =>
    withRollback(async (db) => {
      const nobody = contextOf(db, ANONYMOUS)
      for (const call of [
        () => getMe(nobody),
        () => updateMe(nobody, { name: 'x' }, ''),
        () => deleteMe(nobody, PASSWORD),
        () => listSessions(nobody),
        () => deleteSession(nobody, randomUUID()),
        () => deleteOtherSessions(nobody),
        () => changePerson(nobody, randomUUID(), { disabled: true }),
      ]) {
        await expect(call()).rejects.toEqual(code('unauthenticated'))
      }
    }))
})
