import { eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { invitations } from '@/db/schema/entry'
import { users } from '@/db/schema/users'
import type { MailJob } from '../jobs/tasks'
import { logEvent } from '../log'
import { mailOrigin } from '../mail/mail-origin'
import { mailIsOn, sendMail } from '../mail/send-mail'
import { unseal } from '../sealing/seal'
import { sealingSecret } from '../sealing/sealing-secret'
import { makeAccountLink, renewAccountLink } from './account-links'
import { findInvitation } from './invitations'
import { confirmMail, invitationMail, noPasswordMail, noticeMail, resetMail } from './mail-texts'

/** How long a link for a new password holds that came by mail. */
const RESET_MINUTES = 60
/** How long a new address can be confirmed. */
const CONFIRM_MINUTES = 24 * 60

/**
 * Sends a mail, if what it is about still holds. Links are made now, so that no job holds what opens an account.
 * @throws JobFailure where the server of SMTP_URL does not take it
 */
export async function sendAccountMail(db: Database, mail: MailJob, signal?: AbortSignal): Promise<void> {
  if (!mailIsOn()) return logEvent('warn', 'mail.off', { kind: mail.kind })
  const words = await wordsOf(db, mail)
  if (words) await sendMail(words, signal)
}

type Ready = Parameters<typeof sendMail>[0]

function wordsOf(db: Database, mail: MailJob): Promise<Ready | null> {
  switch (mail.kind) {
    case 'invitation':
      return invitationOf(db, mail)
    case 'reset':
      return resetOf(db, mail.email)
    case 'confirm':
      return confirmationOf(db, mail.linkId)
    case 'notice':
      return noticeOf(db, mail)
  }
}

async function invitationOf(
  db: Database,
  { invitationId, sealed }: MailJob & { kind: 'invitation' },
): Promise<Ready | null> {
  const [row] = await db.select({ id: invitations.id }).from(invitations).where(eq(invitations.id, invitationId))
  if (!row) return null
  const token = unseal(sealed, { purpose: 'invitations', of: invitationId, secret: sealingSecret() })
  const found = await findInvitation(db, token)
  if (!found?.email) return null
  const until = `${found.expiresAt.toISOString().slice(0, 16).replace('T', ', ')} UTC`
  const origin = mailOrigin()
  return { to: found.email, ...invitationMail(origin, `${origin}/join/${token}`, found.inviter.name, until) }
}

/** To the address that the account has, which is the one that was typed. */
async function resetOf(db: Database, email: string): Promise<Ready | null> {
  return db.transaction(async (tx) => {
    const [user] = await tx.select().from(users).where(eq(users.email, email)).for('update')
    if (!user || user.disabledAt) return null
    const origin = mailOrigin()
    // Whoever has no password here logs in elsewhere; a mail must not open another way in.
    if (user.passwordHash === null) return { to: user.email, ...noPasswordMail(origin, user.username) }
    const { token } = await makeAccountLink(tx, { user, purpose: 'password', minutes: RESET_MINUTES })
    return { to: user.email, ...resetMail(origin, `${origin}/reset/${token}`, user.username) }
  })
}

async function confirmationOf(db: Database, linkId: string): Promise<Ready | null> {
  const renewed = await renewAccountLink(db, linkId, CONFIRM_MINUTES)
  if (!renewed?.link.email) return null
  const origin = mailOrigin()
  const words = confirmMail(origin, `${origin}/confirm/${renewed.token}`, renewed.user.username)
  return { to: renewed.link.email, ...words }
}

async function noticeOf(db: Database, { userId, about, to }: MailJob & { kind: 'notice' }): Promise<Ready | null> {
  const [user] = await db.select().from(users).where(eq(users.id, userId))
  if (!user || user.disabledAt) return null
  return { to: to ?? user.email, ...noticeMail(mailOrigin(), about, user.username) }
}
