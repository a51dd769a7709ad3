import { eq, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { sessions, tokens, users } from '@/db/schema/users'
import { record } from '../audit/record'
import { beginSession } from '../auth/log-in'
import { hashPassword } from '../auth/passwords'
import type { SessionToken } from '../auth/session-cookie'
import { requireSession } from '../context/actor'
import type { Context } from '../context/context'
import { notFound } from '../errors/app-error'
import { confirmPassword } from './confirm-password'
import type { Me, MeChanges } from './contract'
import { assertPasswordIsNotTheName } from './password-rule'
import { presentMe } from './present'
import { refuseTaken } from './taken'

type User = typeof users.$inferSelect

interface Updated {
  me: Me
  /** After a change of password all sessions and tokens have ended; this one takes the place of the one that asked. */
  session: SessionToken | null
}

/**
 * Changes one's own account. A new password ends every session and token at once; a new password or e-mail needs the current one.
 * @throws AppError unauthenticated, invalid, forbidden (a token, wrong current password), rate_limited, conflict (taken)
 */
export async function updateMe(ctx: Context, changes: MeChanges, userAgent: string): Promise<Updated> {
  const { userId } = requireSession(ctx.actor)
  const { password, currentPassword, ...plain } = changes
  if (password !== undefined || plain.email !== undefined) await confirmPassword(ctx, currentPassword)
  const passwordHash = password === undefined ? undefined : await hashPassword(password)
  try {
    return await ctx.db.transaction(async (tx) => {
      const [before] = await tx.select().from(users).where(eq(users.id, userId)).for('update')
      if (!before) throw notFound()
      if (password !== undefined) assertPasswordIsNotTheName(password, { ...before, ...definedOf(plain) })
      const raised = passwordHash === undefined ? {} : { passwordHash, sessionVersion: before.sessionVersion + 1 }
      const [user] = await tx
        .update(users)
        .set({ ...definedOf(plain), ...raised, updatedAt: sql`now()` })
        .where(eq(users.id, userId))
        .returning()
      if (!user) throw notFound()
      await recordOwn(tx, ctx, before, changes)
      const session = passwordHash === undefined ? null : await renewSession(tx, user, userAgent)
      return { me: presentMe(user), session }
    })
  } catch (error) {
    return refuseTaken(ctx.db, error, userId)
  }
}

async function recordOwn(tx: Database, ctx: Context, before: User, changes: MeChanges): Promise<void> {
  const named = (['email', 'username', 'name'] as const).filter((key) => (changes[key] ?? before[key]) !== before[key])
  const fields = changes.password === undefined ? named : [...named, 'password']
  if (fields.length > 0) await record(tx, ctx, 'account.changed', { subject: before, details: { fields } })
}

async function renewSession(tx: Database, user: { id: string; sessionVersion: number }, userAgent: string) {
  await tx.delete(sessions).where(eq(sessions.userId, user.id))
  await tx.delete(tokens).where(eq(tokens.userId, user.id))
  return beginSession(tx, { id: user.id, version: user.sessionVersion }, userAgent)
}

function definedOf<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
}
