import { eq, sql } from 'drizzle-orm'
import { sessions, tokens, users } from '@/db/schema/users'
import { record } from '../audit/record'
import { countAttempt, takeAttempt } from '../auth/attempts'
import { hashPassword } from '../auth/passwords'
import { assertPasswordLogin } from '../auth/ways-in'
import { ANONYMOUS } from '../context/actor'
import type { Context } from '../context/context'
import { AppError } from '../errors/app-error'
import { mailIsOn } from '../mail/send-mail'
import { DeadLink, endAccountLinks, findAccountLink, tryLink } from './account-links'
import { RESETS_ADDRESS, RESETS_EMAIL } from './limits'
import { mailLater } from './mail-later'
import { assertPasswordIsNoGuess } from './password-rule'

/**
 * Has a link for a new password mailed, if an account has this address. Here nobody looks whether one has: the worker does, so neither the
 * answer nor its time tells.
 * @param email as `Email` writes it; @param address where the request comes from
 * @throws AppError unprocessable (the library sends no mail), forbidden (no log-in by password), rate_limited by where it comes from
 */
export async function askPasswordReset(ctx: Context, email: string, address: string): Promise<void> {
  assertPasswordLogin()
  if (!mailIsOn()) {
    throw new AppError('unprocessable', 'This library sends no mail. Ask an administrator for a link.')
  }
  await takeAttempt(ctx.db, RESETS_ADDRESS, address)
  const { over } = await countAttempt(ctx.db, RESETS_EMAIL, email)
  if (!over) await mailLater(ctx.db, { kind: 'reset', email })
}

/**
 * Sets a new password by a link, once: all sessions, access tokens and links of the account end.
 * @param address where the request comes from: after five links that do not hold it waits
 * @throws AppError forbidden (the link does not hold, no log-in by password), rate_limited, invalid (password)
 */
export async function resetPassword(ctx: Context, token: string, password: string, address: string): Promise<void> {
  assertPasswordLogin()
  await tryLink(ctx.db, address, async () => {
    const found = await findAccountLink(ctx.db, 'password', token)
    if (!found) throw new DeadLink()
    assertPasswordIsNoGuess(password, found.user)
    const passwordHash = await hashPassword(password)
    await ctx.db.transaction(async (tx) => {
      const held = await findAccountLink(tx, 'password', token, { lock: true })
      if (!held) throw new DeadLink()
      const { id } = held.user
      await tx
        .update(users)
        .set({ passwordHash, sessionVersion: sql`${users.sessionVersion} + 1`, updatedAt: sql`now()` })
        .where(eq(users.id, id))
      await tx.delete(sessions).where(eq(sessions.userId, id))
      await tx.delete(tokens).where(eq(tokens.userId, id))
      await endAccountLinks(tx, id)
      // Whoever is logged in as somebody else in this browser did not do it under that name.
      await record(tx, { ...ctx, actor: ANONYMOUS }, 'account.password_reset', { subject: held.user })
      await mailLater(tx, { kind: 'notice', userId: id, about: 'password' })
    })
  })
}
