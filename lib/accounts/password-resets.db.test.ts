import { randomUUID } from 'node:crypto'
import { eq, inArray, sql } from 'drizzle-orm'
import { describe, expect, it, vi } from 'vitest'
import { openDatabase } from '@/db/client'
import { auditLog } from '@/db/schema/audit'
import { accountLinks } from '@/db/schema/entry'
import { attempts, tokens, users } from '@/db/schema/users'
import { testPool, withRollback } from '@/db/testing/database'
import { changePerson } from '../admin/change-person'
import { makeResetLink } from '../admin/make-reset-link'
import { findSession } from '../auth/find-session'
import { sealTotpSecret } from '../auth/second-factor'
import { attempt, makePerson, PASSWORD } from '../auth/testing/person'
import { makeTotpSecret } from '../auth/totp'
import { confirmEmail } from './email-changes'
import { RESETS_ADDRESS, RESETS_EMAIL, WRONG_LINKS } from './limits'
import { askPasswordReset, resetPassword } from './password-resets'
import { sendWaitingMails, waitingMails } from './testing/mail-jobs'
import { mailSettings } from './testing/mail-settings'
import {
  change,
  freshAddress,
  HERE,
  mailedToken,
  NEW_PASSWORD,
  nobody,
  standMailServer,
  tokenIn,
} from './testing/mail-stage'

vi.mock('../env', async () => {
  const { mailSettings } = await import('./testing/mail-settings')
  return { env: () => mailSettings }
})

const stage = standMailServer()
const code = (expected: string) => expect.objectContaining({ code: expected })

describe('a new password by mail', () => {
  it('goes to the address of the account, by a link to APP_URL that is kept nowhere, and ends all that was open', () =>
    withRollback(async (db) => {
      const one = await makePerson(db)
      await db
        .insert(tokens)
        .values({ userId: one.user.id, name: 't', hash: randomUUID(), scopes: ['read'], version: 1 })
      await askPasswordReset(nobody(db), one.user.email, HERE)
      expect(JSON.stringify(await sendWaitingMails(db))).not.toMatch(/[0-9A-Za-z]{22}/)
      const [mail] = stage.sink.mails
      expect(mail).toMatchObject({ from: 'photos@example.org', to: [one.user.email] })
      expect(mail?.text).toContain('https://photos.example.org/reset/')
      expect(mail?.source).toMatch(/content-type: text\/plain/i)
      const token = tokenIn(mail?.text ?? '')
      expect(JSON.stringify(await db.select().from(accountLinks))).not.toContain(token)
      await resetPassword(nobody(db), token, NEW_PASSWORD, HERE)
      expect(await attempt(db, one.user.username, PASSWORD)).toBeNull()
      expect(await attempt(db, one.user.username, NEW_PASSWORD)).toMatchObject({ sub: one.user.id })
      expect(await findSession(db, one.token)).toBeNull()
      expect(await db.select().from(tokens).where(eq(tokens.userId, one.user.id))).toEqual([])
      await expect(resetPassword(nobody(db), token, 'once more, with this', HERE)).rejects.toEqual(code('forbidden'))
      await sendWaitingMails(db)
      expect(stage.sink.mails.at(-1)).toMatchObject({ to: [one.user.email] })
      expect(stage.sink.mails.at(-1)?.text).toContain('password of your account was changed')
      const log = await db.select().from(auditLog).where(eq(auditLog.subjectId, one.user.id))
      expect(log.map(({ action }) => action)).toContain('account.password_reset')
      expect(JSON.stringify(log)).not.toContain(token)
    }))

  it('is answered alike where there is no account, a disabled one, or one without a password; none of these gets a link', () =>
    withRollback(async (db) => {
      const [disabled, elsewhere] = [
        await makePerson(db, { disabledAt: new Date() }),
        await makePerson(db, { passwordHash: null }),
      ]
      const asked = [freshAddress(), disabled.user.email, elsewhere.user.email]
      for (const email of asked) expect(await askPasswordReset(nobody(db), email, HERE)).toBeUndefined()
      expect((await waitingMails(db)).map(({ kind }) => kind)).toEqual(['reset', 'reset', 'reset'])
      await sendWaitingMails(db)
      expect(stage.sink.mails.map(({ to }) => to)).toEqual([[elsewhere.user.email]])
      expect(stage.sink.mails[0]?.text).toContain('Your account has none')
      expect(await db.select().from(accountLinks)).toEqual([])
    }))

  it('is limited by where it is asked, aloud, and by address, silently', () =>
    withRollback(async (db) => {
      const one = await makePerson(db)
      for (let n = 0; n < RESETS_EMAIL.count + 3; n++) await mailedToken(db, stage.sink, one.user.email, `192.0.2.${n}`)
      expect(stage.sink.mails).toHaveLength(RESETS_EMAIL.count)
      for (let n = 0; n < RESETS_ADDRESS.count; n++) await askPasswordReset(nobody(db), freshAddress(), '198.51.100.1')
      await expect(askPasswordReset(nobody(db), freshAddress(), '198.51.100.1')).rejects.toEqual(code('rate_limited'))
    }))

  it('is refused where the library sends none', () =>
    withRollback(async (db) => {
      mailSettings.SMTP_URL = undefined
      await expect(askPasswordReset(nobody(db), freshAddress(), HERE)).rejects.toEqual(code('unprocessable'))
    }))
})

describe('a link for a new password', () => {
  it('leaves the second factor as it is', () =>
    withRollback(async (db) => {
      const { user } = await makePerson(db)
      await db
        .update(users)
        .set({ totpSecret: sealTotpSecret(makeTotpSecret(), user.id) })
        .where(eq(users.id, user.id))
      await resetPassword(nobody(db), await mailedToken(db, stage.sink, user.email), NEW_PASSWORD, HERE)
      await expect(attempt(db, user.username, NEW_PASSWORD)).rejects.toEqual(code('second_factor_needed'))
    }))

  it.each([
    'replaced by mail',
    'replaced by an administrator',
    'expired',
    'after a new password',
    'after another address',
    'of a disabled account',
  ])('%s does not hold', (how) =>
    withRollback(async (db) => {
      const [one, admin] = [await makePerson(db), await makePerson(db, { role: 'admin' })]
      const token = await mailedToken(db, stage.sink, one.user.email)
      if (how === 'replaced by mail') await mailedToken(db, stage.sink, one.user.email)
      if (how === 'replaced by an administrator') await makeResetLink(admin.ctx, one.user.id, 'http://x')
      if (how === 'expired') await db.update(accountLinks).set({ expiresAt: sql`now()` })
      if (how === 'after a new password') await change(one, { password: NEW_PASSWORD })
      if (how === 'after another address') await changePerson(admin.ctx, one.user.id, { email: freshAddress() })
      if (how === 'of a disabled account') await changePerson(admin.ctx, one.user.id, { disabled: true })
      await expect(resetPassword(nobody(db), token, 'an unheard password', HERE)).rejects.toMatchObject({
        code: 'forbidden',
        message: 'This link does not hold, or not any more. Ask for a new one.',
      })
      await changePerson(admin.ctx, one.user.id, { disabled: false })
      expect(await attempt(db, one.user.username, 'an unheard password')).toBeNull()
    }),
  )

  it('works for its own account only, and for nothing else', () =>
    withRollback(async (db) => {
      const [one, other] = [await makePerson(db), await makePerson(db)]
      const [token, others] = [
        await mailedToken(db, stage.sink, one.user.email),
        await mailedToken(db, stage.sink, other.user.email),
      ]
      await expect(confirmEmail(nobody(db), token, HERE)).rejects.toEqual(code('forbidden'))
      // Whoever is logged in as another one changes the link's account, not their own.
      await resetPassword(other.ctx, token, NEW_PASSWORD, HERE)
      expect(await attempt(db, other.user.username, PASSWORD)).not.toBeNull()
      expect(await findSession(db, other.token)).not.toBeNull()
      const log = await db.select().from(auditLog).where(eq(auditLog.action, 'account.password_reset'))
      expect(log.map(({ actorName }) => actorName)).toEqual([one.user.username])
      await resetPassword(nobody(db), others, NEW_PASSWORD, HERE)
      expect(await attempt(db, other.user.username, NEW_PASSWORD)).not.toBeNull()
    }))

  it('is not used up by a password that is refused', () =>
    withRollback(async (db) => {
      const one = await makePerson(db)
      const token = await mailedToken(db, stage.sink, one.user.email)
      for (let n = 0; n < WRONG_LINKS.count + 1; n++) {
        await expect(resetPassword(nobody(db), token, one.user.email, HERE)).rejects.toEqual(code('invalid'))
      }
      await resetPassword(nobody(db), token, NEW_PASSWORD, HERE)
    }))

  it('makes an address wait after five that did not hold, no other one, and nobody whose link holds', () =>
    withRollback(async (db) => {
      const one = await makePerson(db)
      const token = await mailedToken(db, stage.sink, one.user.email)
      for (const wrong of ['x', 'A'.repeat(22), '../..', 'B'.repeat(22), '']) {
        await expect(resetPassword(nobody(db), wrong, NEW_PASSWORD, HERE)).rejects.toEqual(code('forbidden'))
      }
      const wrong = 'C'.repeat(22)
      await expect(resetPassword(nobody(db), wrong, NEW_PASSWORD, HERE)).rejects.toEqual(code('rate_limited'))
      await expect(resetPassword(nobody(db), wrong, NEW_PASSWORD, '192.0.2.200')).rejects.toEqual(code('forbidden'))
      await resetPassword(nobody(db), token, NEW_PASSWORD, HERE)
    }))

  it('is used once, also by many at once', async () => {
    const db = openDatabase(testPool())
    const [one, admin] = [await makePerson(db), await makePerson(db, { role: 'admin' })]
    mailSettings.SMTP_URL = undefined
    try {
      const { url } = await makeResetLink(admin.ctx, one.user.id, 'http://asked.example')
      const tries = [1, 2, 3, 4, 5].map((n) =>
        resetPassword(nobody(db), tokenIn(url), `password number ${n}`, `192.0.2.${n}`),
      )
      const done = await Promise.allSettled(tries)
      expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    } finally {
      await db.delete(users).where(inArray(users.id, [one.user.id, admin.user.id]))
      await db.delete(attempts)
    }
  })

  it('of an administrator leads to APP_URL, is shown once, and is not for oneself or a disabled account', () =>
    withRollback(async (db) => {
      const [one, admin] = [await makePerson(db, { passwordHash: null }), await makePerson(db, { role: 'admin' })]
      const { url } = await makeResetLink(admin.ctx, one.user.id, 'http://forged.example')
      expect(url).toMatch(/^https:\/\/photos\.example\.org\/reset\/[0-9A-Za-z]{22}$/)
      await resetPassword(nobody(db), tokenIn(url), NEW_PASSWORD, HERE)
      expect(await attempt(db, one.user.username, NEW_PASSWORD)).not.toBeNull()
      await expect(makeResetLink(one.ctx, admin.user.id, 'http://x')).rejects.toEqual(code('not_found'))
      await expect(makeResetLink(admin.ctx, admin.user.id, 'http://x')).rejects.toEqual(code('forbidden'))
      await expect(makeResetLink(admin.ctx, randomUUID(), 'http://x')).rejects.toEqual(code('not_found'))
      await changePerson(admin.ctx, one.user.id, { disabled: true })
      await expect(makeResetLink(admin.ctx, one.user.id, 'http://x')).rejects.toEqual(code('conflict'))
    }))
})
