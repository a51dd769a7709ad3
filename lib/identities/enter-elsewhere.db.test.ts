import { eq } from 'drizzle-orm'
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Database, openDatabase } from '@/db/client'
import { identities, invitations } from '@/db/schema/entry'
import { sessions, users } from '@/db/schema/users'
import { testPool, withRollback } from '@/db/testing/database'
import { makeUser } from '@/db/testing/factories'
import { hashOfOneTimeToken, makeOneTimeToken } from '../accounts/one-time-token'
import { findSession } from '../auth/find-session'
import { makePerson } from '../auth/testing/person'
import { actionsOf, BASE, claimsOf, enter, newSub, reason } from './testing/arrivals'

const settings = vi.hoisted(() => ({}) as Record<string, unknown>)
vi.mock('../env', () => ({ env: () => settings }))
beforeEach(() => void Object.assign(settings, BASE))

describe('somebody whom nobody knows', () => {
  it('gets an account without a password, and the same one the next time', () =>
    withRollback(async (db) => {
      await makePerson(db, { role: 'admin' })
      const sub = newSub()
      const { user, session } = await enter(db, claimsOf(sub, { name: 'Ada', preferred_username: sub, quota: '1 GB' }))
      expect(user).toMatchObject({ passwordHash: null, username: sub, name: 'Ada', role: 'user', quotaBytes: 1e9 })
      expect(await findSession(db, session)).toMatchObject({ userId: user.id })
      expect(await actionsOf(db, user.id)).toEqual([
        { action: 'account.made', details: { by: 'oidc', role: 'user', quotaBytes: 1e9 } },
        { action: 'account.logged_in', details: { by: 'oidc' } },
      ])
      expect((await enter(db, claimsOf(sub, { email: 'other@example.org' }))).user.id).toBe(user.id)
      const elsewhere = await enter(db, claimsOf(`${sub}x`))
      expect(elsewhere.user.id).not.toBe(user.id)
    }))

  it.each([
    ['closed', undefined, 'closed'],
    ['invite', undefined, 'invite'],
    ['open', false, 'closed'],
  ] as const)('is refused where sign-up is %s and OIDC_SIGNUP is %s', (SIGNUP, OIDC_SIGNUP, why) =>
    withRollback(async (db) => {
      await makePerson(db)
      Object.assign(settings, { SIGNUP, OIDC_SIGNUP })
      const before = await db.$count(users)
      await expect(enter(db, claimsOf(newSub()))).rejects.toEqual(reason(why))
      expect(await db.$count(users)).toBe(before)
    }),
  )

  it('comes in where only the issuer’s people may', () =>
    withRollback(async (db) => {
      await makePerson(db)
      Object.assign(settings, { SIGNUP: 'closed', OIDC_SIGNUP: true })
      await expect(enter(db, claimsOf(newSub()))).resolves.toBeDefined()
    }))

  it('is the administrator as the first of all, whatever is closed', () =>
    withRollback(async (db) => {
      await db.delete(users)
      const off = { OIDC_ROLE_CLAIM: undefined, OIDC_ADMIN_VALUE: undefined }
      Object.assign(settings, { SIGNUP: 'closed', OIDC_SIGNUP: false, ...off })
      expect((await enter(db, claimsOf(newSub(), { groups: [] }))).user.role).toBe('admin')
      await expect(enter(db, claimsOf(newSub()))).rejects.toEqual(reason('closed'))
    }))

  it('is no administrator as the first of all where a claim says who is one: the first whom it names is', () =>
    withRollback(async (db) => {
      await db.delete(users)
      expect((await enter(db, claimsOf(newSub(), { groups: ['staff'] }))).user.role).toBe('user')
      Object.assign(settings, { SIGNUP: 'closed' })
      await db.delete(users)
      await expect(enter(db, claimsOf(newSub(), { groups: ['staff'] }))).rejects.toEqual(reason('closed'))
      const { user } = await enter(db, claimsOf(newSub(), { groups: ['staff', 'admins'] }))
      expect(user).toMatchObject({ role: 'admin', quotaBytes: null })
    }))

  it('is never taken for whoever has the same e-mail address', () =>
    withRollback(async (db) => {
      const { user } = await makePerson(db)
      const claims = { sub: newSub(), email: user.email.toUpperCase(), email_verified: true }
      await expect(enter(db, claims)).rejects.toEqual(reason('email-taken'))
      expect(await db.$count(identities, eq(identities.userId, user.id))).toBe(0)
      expect(await db.$count(sessions, eq(sessions.userId, user.id))).toBe(1)
    }))

  it.each([
    ['email-missing', { email: undefined }],
    ['email-missing', { email: 'nobody' }],
    ['email-unconfirmed', { email_verified: false }],
  ])('gets none: %s', (why, more) =>
    withRollback(async (db) => {
      await makePerson(db)
      await expect(enter(db, claimsOf(newSub(), more))).rejects.toEqual(reason(why))
    }),
  )

  it('gets a username of their own, however many want the same', () =>
    withRollback(async (db) => {
      await makePerson(db)
      const want = (preferred_username: string) =>
        enter(db, claimsOf(newSub(), { preferred_username })).then(({ user }) => user.username)
      expect(await want('zora-q')).toBe('zora-q')
      expect(await want('Zora.Q')).toBe('zora-q-2')
      expect(await want('zora_q')).toBe('zora-q-3')
      for (const reserved of ['admin', 'Root', 'support', 'api', 'admin@example.org'])
        expect(await want(reserved), reserved).toMatch(/^person-\d+$/)
      expect(await want('李')).toMatch(/^person-\d+$/)
      expect(await want('li')).toMatch(/^li-\d+$/)
      const long = 'y'.repeat(30)
      expect([await want(long), await want(long)]).toEqual([long, `${'y'.repeat(26)}-2`])
    }))
})

describe('an invitation', () => {
  async function invite(db: Database, fields: Partial<typeof invitations.$inferInsert> = {}) {
    const { user } = await makePerson(db, { role: 'admin' })
    const token = makeOneTimeToken()
    const hash = hashOfOneTimeToken('invitation', token) as string
    const expiresAt = new Date(Date.now() + 3600_000)
    await db.insert(invitations).values({ hash, role: 'user', quotaBytes: 7, createdBy: user.id, expiresAt, ...fields })
    return token
  }

  it('opens a closed library to one who comes from the issuer', () =>
    withRollback(async (db) => {
      Object.assign(settings, { SIGNUP: 'closed', OIDC_ROLE_CLAIM: undefined, OIDC_ADMIN_VALUE: undefined })
      const invitation = await invite(db, { role: 'admin' })
      const { user } = await enter(db, claimsOf(newSub()), { intent: { invitation } })
      expect(user).toMatchObject({ role: 'admin', quotaBytes: 7 })
      await expect(enter(db, claimsOf(newSub()), { intent: { invitation } })).rejects.toEqual(reason('invitation'))
    }))

  it('is for its own address, and not used up by another one', () =>
    withRollback(async (db) => {
      const sub = newSub()
      const invitation = await invite(db, { email: `${sub}@example.org` })
      await expect(enter(db, claimsOf(newSub()), { intent: { invitation } })).rejects.toEqual(
        reason('invitation-email'),
      )
      await expect(enter(db, claimsOf(sub), { intent: { invitation } })).resolves.toBeDefined()
    }))
})

describe('at the same moment', () => {
  const tag = newSub()
  afterAll(async () => {
    await testPool().query('delete from users where email like $1', [`${tag}%`])
    await testPool().query('delete from attempts')
  })

  it('somebody new gets one account, from eight tabs', async () => {
    const db = openDatabase(testPool())
    const { id } = await makeUser(db, { email: `${tag}-first@example.org` })
    const entered = await Promise.all(Array.from({ length: 8 }, () => enter(db, claimsOf(tag))))
    expect(new Set(entered.map(({ user }) => user.id)).size).toBe(1)
    expect(entered[0]?.user.id).not.toBe(id)
  })
})
