import { eq } from 'drizzle-orm'
import { users } from '@/db/schema/users'
import { testMail } from '../accounts/mail-texts'
import { record } from '../audit/record'
import { requireAdmin } from '../context/actor'
import type { Context } from '../context/context'
import { AppError, notFound } from '../errors/app-error'
import { JobFailure } from '../jobs/job-failure'
import { mailOrigin } from '../mail/mail-origin'
import { mailIsOn, sendMail } from '../mail/send-mail'

/**
 * Sends a mail to whoever asks, now, and says what became of it.
 * @returns the address it went to
 * @throws AppError unauthenticated, forbidden (a token), not_found (no administrator), conflict (no SMTP_URL), unavailable (the server does not take it)
 */
export async function sendTestMail(ctx: Context): Promise<string> {
  const { userId } = requireAdmin(ctx.actor)
  if (!mailIsOn()) throw new AppError('conflict', 'This library sends no mail: SMTP_URL is not set.')
  const [user] = await ctx.db.select().from(users).where(eq(users.id, userId))
  if (!user) throw notFound()
  try {
    await sendMail({ to: user.email, ...testMail(mailOrigin()) })
  } catch (error) {
    if (!(error instanceof JobFailure)) throw error
    throw new AppError('unavailable', SENTENCES[error.reason], { cause: error })
  }
  await record(ctx.db, ctx, 'mail.tested')
  return user.email
}

const SENTENCES: Record<JobFailure['reason'], string> = {
  mail_away: 'The mail server did not answer. Look at the address in SMTP_URL.',
  mail_refused: 'The mail server refused the mail. Look at the name and password in SMTP_URL, and at MAIL_FROM.',
}
