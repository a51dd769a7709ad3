import { randomUUID } from 'node:crypto'
import { eq, inArray, or, sql } from 'drizzle-orm'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type Database, openDatabase } from '@/db/client'
import { auditLog } from '@/db/schema/audit'
import { invitations } from '@/db/schema/entry'
import { users } from '@/db/schema/users'
import { testPool, withRollback } from '@/db/testing/database'
import { SignUp } from '../accounts/contract'
import { findInvitation } from '../accounts/invitations'
import { WRONG_LINKS } from '../accounts/limits'
import { signUp } from '../accounts/sign-up'
import { contextOf, makePerson, PASSWORD } from '../auth/testing/person'
import { ANONYMOUS } from '../context/actor'
import { createInvitation, listInvitations, revokeInvitation } from './invitations'
import { InvitationMaking } from './invitations-contract'

const settings = vi.hoisted(() => ({
  SIGNUP: 'invite' as 'open' | 'invite' | 'closed',
  APP_URL: undefined as string | undefined,
}))
vi.mock('../env', () => ({ env: () => settings }))
afterEach(() => {
  settings.SIGNUP = 'invite'
  settings.APP_URL = undefined
})

const code = (expected: string) => expect.objectContaining({ code: expected })
const tokenOf = ({ url }: { url: string }) => url.split('/').at(-1) as string
const mark = () => `m${randomUUID().slice(0, 8)}`
const form = (tag: string, invitation?: string) =>
  SignUp.parse({ email: `${tag}@example.org`, username: tag, password: PASSWORD, invitation })
const invite = (admin: { ctx: Parameters<typeof createInvitation>[0] }, making: object = {}) =>
  createInvitation(admin.ctx, InvitationMaking.parse(making), 'http://asked.example')
const join = (db: Database, tag: string, token: string) =>
  signUp(contextOf(db, ANONYMOUS), form(tag, token), '192.0.2.9')

describe('an invitation', () => {
  it.each(['open', 'invite', 'closed'] as const)(
    'makes one account with its role and storage where sign-up is %s',
    (mode) =>
      withRollback(async (db) => {
        settings.SIGNUP = mode
        const admin = await makePerson(db, { role: 'admin' })
        const made = await invite(admin, { role: 'admin', quotaBytes: 4000 })
        expect(made).toMatchObject({ role: 'admin', quotaBytes: 4000, state: 'open', email: null, usedBy: null })
        expect(Date.parse(made.expiresAt) - Date.parse(made.createdAt)).toBe(7 * 86_400_000)
        expect(made.url).toMatch(/^http:\/\/asked\.example\/join\/[0-9A-Za-z]{22}$/)
        const tag = mark()
        const me = await join(db, tag, tokenOf(made))
        expect(me).toMatchObject({ username: tag, role: 'admin', quotaBytes: 4000 })
        await expect(join(db, mark(), tokenOf(made))).rejects.toEqual(code('forbidden'))
        const [listed] = await listInvitations(admin.ctx)
        expect(listed).toMatchObject({ state: 'used', usedBy: tag, createdBy: admin.user.username })
        await expect(revokeInvitation(admin.ctx, made.id)).rejects.toEqual(code('conflict'))
        const log = await db
          .select()
          .from(auditLog)
          .where(or(eq(auditLog.subjectId, me.id), eq(auditLog.actorId, admin.user.id)))
        expect(log.map(({ action, details }) => [action, details])).toEqual([
          ['invitation.made', { role: 'admin', quotaBytes: 4000, days: 7 }],
          ['account.made', { role: 'admin', quotaBytes: 4000, invitedBy: admin.user.username }],
        ])
        expect(JSON.stringify([log, listed])).not.toContain(tokenOf(made))
      }),
  )

  it('keeps nothing of its token but a hash', () =>
    withRollback(async (db) => {
      const made = await invite(await makePerson(db, { role: 'admin' }))
      const [row] = await db.select().from(invitations).where(eq(invitations.id, made.id))
      expect(JSON.stringify(row)).not.toContain(tokenOf(made))
      expect(row?.hash).toMatch(/^[0-9a-f]{64}$/)
      await expect(join(db, mark(), row?.hash ?? '')).rejects.toEqual(code('forbidden'))
    }))

  it('is not used up by a sign-up that fails', () =>
    withRollback(async (db) => {
      const admin = await makePerson(db, { role: 'admin' })
      const token = tokenOf(await invite(admin))
      await expect(
        db.transaction((tx) => signUp(contextOf(tx, ANONYMOUS), form(admin.user.username, token), '192.0.2.9')),
      ).rejects.toEqual(code('conflict'))
      expect(await findInvitation(db, token)).not.toBeNull()
      expect(await join(db, mark(), token)).toMatchObject({ role: 'user' })
    }))

  it('is for its address only, however that is written', () =>
    withRollback(async (db) => {
      const admin = await makePerson(db, { role: 'admin' })
      const tag = mark()
      const token = tokenOf(await invite(admin, { email: ` ${tag.toUpperCase()}@Example.org` }))
      await expect(join(db, mark(), token)).rejects.toMatchObject({ code: 'invalid', errors: [{ path: 'email' }] })
      expect(await join(db, tag, token)).toMatchObject({ email: `${tag}@example.org` })
      await expect(invite(admin, { email: `${tag}@example.org` })).rejects.toEqual(code('conflict'))
    }))

  it.each([
    'expired',
    'withdrawn',
    'by somebody disabled',
    'by somebody demoted',
    'by somebody gone',
    'of no form',
    'unknown',
  ])('that is %s does nothing, and all such are answered alike', (how) =>
    withRollback(async (db) => {
      const [admin, other] = [await makePerson(db, { role: 'admin' }), await makePerson(db, { role: 'admin' })]
      const made = await invite(admin)
      let token = tokenOf(made)
      if (how === 'expired') await db.update(invitations).set({ expiresAt: sql`now()` })
      if (how === 'withdrawn') await revokeInvitation(other.ctx, made.id)
      if (how === 'by somebody disabled')
        await db.update(users).set({ disabledAt: new Date() }).where(eq(users.id, admin.user.id))
      if (how === 'by somebody demoted') await db.update(users).set({ role: 'user' }).where(eq(users.id, admin.user.id))
      if (how === 'by somebody gone') await db.delete(users).where(eq(users.id, admin.user.id))
      if (how === 'of no form') token = `${token}/../x`
      if (how === 'unknown') token = 'A'.repeat(22)
      expect(await findInvitation(db, token)).toBeNull()
      await expect(join(db, mark(), token)).rejects.toMatchObject({
        code: 'forbidden',
        message: 'This invitation does not hold, or not any more. Ask for a new one.',
      })
    }),
  )

  it.each([
    ['the role', { role: 'user' }, { role: 'admin' }],
    ['the account', { disabledAt: new Date() }, { disabledAt: null }],
  ] as const)('stays ended when whoever made it gets %s back', (_, lost, back) =>
    withRollback(async (db) => {
      const [admin, other] = [await makePerson(db, { role: 'admin' }), await makePerson(db, { role: 'admin' })]
      const used = await invite(admin)
      await join(db, mark(), tokenOf(used))
      const [made, theirs] = [await invite(admin), await invite(other)]
      for (const fields of [lost, back]) await db.update(users).set(fields).where(eq(users.id, admin.user.id))
      expect(await findInvitation(db, tokenOf(made))).toBeNull()
      expect(await findInvitation(db, tokenOf(theirs))).not.toBeNull()
      expect(await findInvitation(db, tokenOf(await invite(admin)))).not.toBeNull()
      const states = new Map((await listInvitations(admin.ctx)).map(({ id, state }) => [id, state]))
      expect([used, made, theirs].map(({ id }) => states.get(id))).toEqual(['used', 'void', 'open'])
    }),
  )

  it('is not to be guessed: an address that tries five that do not hold has to wait with others, and not with one that holds', () =>
    withRollback(async (db) => {
      const token = tokenOf(await invite(await makePerson(db, { role: 'admin' })))
      for (let n = 0; n < WRONG_LINKS.count; n++)
        await expect(join(db, mark(), 'A'.repeat(22))).rejects.toEqual(code('forbidden'))
      await expect(join(db, mark(), 'B'.repeat(22))).rejects.toEqual(code('rate_limited'))
      await join(db, mark(), token)
    }))

  it('says where by APP_URL, whatever host was asked', () =>
    withRollback(async (db) => {
      settings.APP_URL = 'https://photos.example.org'
      expect((await invite(await makePerson(db, { role: 'admin' }))).url).toMatch(
        /^https:\/\/photos\.example\.org\/join\//,
      )
    }))

  it('is made, listed and withdrawn by administrators alone', () =>
    withRollback(async (db) => {
      const [admin, one] = [await makePerson(db, { role: 'admin' }), await makePerson(db)]
      const made = await invite(admin)
      await expect(invite(one)).rejects.toEqual(code('not_found'))
      await expect(listInvitations(one.ctx)).rejects.toEqual(code('not_found'))
      await expect(revokeInvitation(one.ctx, made.id)).rejects.toEqual(code('not_found'))
      await expect(listInvitations(contextOf(db, ANONYMOUS))).rejects.toEqual(code('unauthenticated'))
      expect(await findInvitation(db, tokenOf(made))).toMatchObject({ id: made.id })
    }))
})

it('one invitation makes one account, by however many requests at once', async () => {
  const db = openDatabase(testPool())
  const admin = await makePerson(db, { role: 'admin' })
  const tags = Array.from({ length: 8 }, mark)
  try {
    const token = tokenOf(await invite(admin))
    const answers = await Promise.allSettled(tags.map((tag) => join(db, tag, token)))
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await db.select().from(users).where(inArray(users.username, tags))).toHaveLength(1)
  } finally {
    await db.delete(users).where(or(eq(users.id, admin.user.id), inArray(users.username, tags)))
    await db.delete(invitations)
    await db.execute(sql`delete from attempts`)
  }
})
