import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { describe, expect, it, vi } from 'vitest'
import { auditLog } from '@/db/schema/audit'
import { withRollback } from '@/db/testing/database'
import { changePerson } from '../admin/change-person'
import { createInvitation, revokeInvitation } from '../admin/invitations'
import { InvitationMaking } from '../admin/invitations-contract'
import { sendTestMail } from '../admin/test-mail'
import { attempt, makePerson, PASSWORD } from '../auth/testing/person'
import { MeChanges } from './contract'
import { cancelEmail, confirmEmail, sendConfirmationAgain } from './email-changes'
import { getMe } from './get-me'
import { askPasswordReset, resetPassword } from './password-resets'
import { signUp } from './sign-up'
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

describe('a new e-mail address', () => {
  it('holds once the link that is mailed to it is opened; the old one is told', () =>
    withRollback(async (db) => {
      const one = await makePerson(db)
      const to = freshAddress()
      const { me } = await change(one, { email: to })
      expect(me).toMatchObject({ email: one.user.email, pendingEmail: to })
      await sendWaitingMails(db)
      expect(stage.sink.mails.map((mail) => mail.to)).toEqual([[to], [one.user.email]])
      expect(stage.sink.mails[1]?.text).not.toContain(to)
      const token = tokenIn(stage.sink.mails[0]?.text ?? '')
      await expect(resetPassword(nobody(db), token, NEW_PASSWORD, HERE)).rejects.toEqual(code('forbidden'))
      await confirmEmail(nobody(db), token, HERE)
      expect(await getMe(one.ctx)).toMatchObject({ email: to, pendingEmail: null })
      await expect(confirmEmail(nobody(db), token, HERE)).rejects.toEqual(code('forbidden'))
      await sendWaitingMails(db)
      expect(stage.sink.mails.at(-1)?.to).toEqual([one.user.email])
      expect(await attempt(db, to, PASSWORD)).toMatchObject({ sub: one.user.id })
    }))

  it('is mailed again, is replaced, or is given up; only the last link holds', () =>
    withRollback(async (db) => {
      const one = await makePerson(db)
      const [first, second] = [freshAddress(), freshAddress()]
      await change(one, { email: first })
      await sendWaitingMails(db)
      const old = tokenIn(stage.sink.mails[0]?.text ?? '')
      await sendConfirmationAgain(one.ctx)
      await sendWaitingMails(db)
      const again = tokenIn(stage.sink.mails.at(-1)?.text ?? '')
      expect(stage.sink.mails.at(-1)?.to).toEqual([first])
      await expect(confirmEmail(nobody(db), old, HERE)).rejects.toEqual(code('forbidden'))
      expect(await change(one, { email: second })).toMatchObject({ me: { pendingEmail: second } })
      await expect(confirmEmail(nobody(db), again, HERE)).rejects.toEqual(code('forbidden'))
      await cancelEmail(one.ctx)
      expect(await getMe(one.ctx)).toMatchObject({ email: one.user.email, pendingEmail: null })
      expect((await sendWaitingMails(db)).length).toBeGreaterThan(0)
      expect(stage.sink.mails.map(({ to }) => to[0])).not.toContain(second)
      await expect(sendConfirmationAgain(one.ctx)).rejects.toEqual(code('not_found'))
      await cancelEmail(one.ctx)
      const log = await db.select().from(auditLog).where(eq(auditLog.subjectId, one.user.id)).orderBy(auditLog.id)
      expect(log.map(({ action }) => action)).toEqual([
        'account.email_asked',
        'account.email_sent_again',
        'account.email_asked',
        'account.email_cancelled',
      ])
      expect(JSON.stringify(log)).not.toMatch(/@/)
    }))

  it('is refused where an account has it, then or by the time it is confirmed', () =>
    withRollback(async (db) => {
      const [one, other] = [await makePerson(db), await makePerson(db)]
      await expect(change(one, { email: other.user.email })).rejects.toMatchObject({
        code: 'conflict',
        errors: [{ path: 'email' }],
      })
      const to = freshAddress()
      await change(one, { email: to })
      await sendWaitingMails(db)
      await makePerson(db, { email: to })
      const token = tokenIn(stage.sink.mails[0]?.text ?? '')
      await expect(db.transaction((tx) => confirmEmail(nobody(tx), token, HERE))).rejects.toEqual(code('conflict'))
      expect(await getMe(one.ctx)).toMatchObject({ email: one.user.email })
    }))

  it('needs the password, ends what was mailed to the old address, and is not for mailing strangers', () =>
    withRollback(async (db) => {
      const one = await makePerson(db)
      await expect(change(one, { email: freshAddress(), currentPassword: 'wrong' })).rejects.toEqual(code('forbidden'))
      const reset = await mailedToken(db, stage.sink, one.user.email)
      for (let n = 0; n < 5; n++) await change(one, { email: freshAddress() })
      await expect(change(one, { email: freshAddress() })).rejects.toEqual(code('rate_limited'))
      await sendWaitingMails(db)
      const confirm = stage.sink.mails.map(({ text }) => text).find((text) => text.includes('/confirm/')) ?? ''
      await confirmEmail(nobody(db), tokenIn(confirm), HERE)
      await expect(resetPassword(nobody(db), reset, NEW_PASSWORD, HERE)).rejects.toEqual(code('forbidden'))
    }))

  it('holds at once where no mail is sent, and where an administrator sets it', () =>
    withRollback(async (db) => {
      const [one, admin] = [await makePerson(db), await makePerson(db, { role: 'admin' })]
      const [first, second] = [freshAddress(), freshAddress()]
      await changePerson(admin.ctx, one.user.id, { email: first })
      expect(await getMe(one.ctx)).toMatchObject({ email: first, pendingEmail: null })
      mailSettings.SMTP_URL = undefined
      expect(await change(one, { email: second })).toMatchObject({ me: { email: second, pendingEmail: null } })
    }))
})

describe('mail', () => {
  it('invites, and what waits holds no token', () =>
    withRollback(async (db) => {
      const admin = await makePerson(db, { role: 'admin', name: '<b>Ada</b>' })
      const to = freshAddress()
      const { url, id } = await createInvitation(admin.ctx, InvitationMaking.parse({ email: to }), 'http://x')
      const waiting = await waitingMails(db)
      expect(JSON.stringify(waiting)).not.toContain(tokenIn(url))
      await sendWaitingMails(db)
      expect(stage.sink.mails[0]).toMatchObject({ to: [to] })
      expect(stage.sink.mails[0]?.text).toContain(url)
      const form = {
        email: to,
        username: `u-${randomUUID().slice(0, 8)}`,
        password: PASSWORD,
        invitation: tokenIn(url),
      }
      expect(await signUp(nobody(db), form, HERE)).toMatchObject({ email: to })
      const second = await createInvitation(admin.ctx, InvitationMaking.parse({ email: freshAddress() }), 'http://x')
      await revokeInvitation(admin.ctx, second.id)
      await sendWaitingMails(db)
      expect(stage.sink.mails).toHaveLength(1)
      expect(id).not.toBe(second.id)
    }))

  it.each([
    '"e@attacker.example"@victim.example',
    'victim@example.org,thief@attacker.example',
    'a@b <thief@attacker.example>',
  ])('goes to the address that is stored and no other, also where that is %s', (email) =>
    withRollback(async (db) => {
      expect(MeChanges.safeParse({ email }).success).toBe(false)
      const one = await makePerson(db, { email })
      await askPasswordReset(nobody(db), email, HERE)
      await sendWaitingMails(db).catch(() => undefined)
      for (const mail of stage.sink.mails) expect(mail.to).toEqual([one.user.email])
    }),
  )

  it('that the server refuses, or that cannot be sent, says why', () =>
    withRollback(async (db) => {
      const admin = await makePerson(db, { role: 'admin' })
      expect(await sendTestMail(admin.ctx)).toBe(admin.user.email)
      expect(stage.sink.mails[0]?.to).toEqual([admin.user.email])
      stage.sink.refuse.add(admin.user.email)
      await expect(sendTestMail(admin.ctx)).rejects.toMatchObject({ code: 'unavailable', message: /refused/ })
      await askPasswordReset(nobody(db), admin.user.email, HERE)
      await expect(sendWaitingMails(db)).rejects.toMatchObject({ reason: 'mail_refused' })
      mailSettings.SMTP_URL = 'smtp://127.0.0.1:1'
      await expect(sendTestMail(admin.ctx)).rejects.toMatchObject({ code: 'unavailable', message: /did not answer/ })
      mailSettings.SMTP_URL = undefined
      await expect(sendTestMail(admin.ctx)).rejects.toEqual(code('conflict'))
      const one = await makePerson(db)
      await expect(sendTestMail(one.ctx)).rejects.toEqual(code('not_found'))
    }))

  it('leads to this machine where APP_URL is not set', () =>
    withRollback(async (db) => {
      mailSettings.APP_URL = undefined
      const one = await makePerson(db)
      await askPasswordReset(nobody(db), one.user.email, HERE)
      await sendWaitingMails(db)
      expect(stage.sink.mails[0]?.text).toContain('http://localhost:3000/reset/')
    }))
})
