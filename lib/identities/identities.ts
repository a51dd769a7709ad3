import { asc, eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { identities } from '@/db/schema/entry'
import { users } from '@/db/schema/users'
import { confirmPassword } from '../accounts/confirm-password'
import { record } from '../audit/record'
import { intentCookie } from '../auth/elsewhere'
import { oidcSettings, passwordLogin, s3LoginSettings } from '../auth/ways-in'
import { requireSession } from '../context/actor'
import type { Context } from '../context/context'
import { AppError, notFound } from '../errors/app-error'
import type { Identity } from './contract'

type Row = typeof identities.$inferSelect

/** One's own other ways in, oldest first. @throws AppError unauthenticated, forbidden (a token) */
export async function listIdentities(ctx: Context): Promise<Identity[]> {
  const { userId } = requireSession(ctx.actor)
  return (await rowsOf(ctx.db, userId)).map((row) => ({
    id: row.id,
    kind: row.kind,
    issuer: row.issuer,
    subject: row.subject,
    name: nameOf(row),
    usable: isUsable(row),
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  }))
}

/**
 * Lets somebody go to the issuer to link it, after the password was typed once more.
 * @returns what has to be sent along: it holds for this session
 * @throws AppError unauthenticated, forbidden (a token, wrong password, too long ago), invalid, rate_limited, unprocessable (there is no issuer)
 */
export async function beginLink(ctx: Context, currentPassword: string | undefined): Promise<{ intent: string }> {
  const { userId, sessionId } = requireSession(ctx.actor)
  if (!oidcSettings()) throw new AppError('unprocessable', 'This library has no other way in.')
  await confirmPassword(ctx, currentPassword)
  return { intent: intentCookie.seal({ link: { userId, sessionId } }) }
}

/**
 * Takes one of one's other ways in away.
 * @throws AppError unauthenticated, not_found (unknown or somebody else's), forbidden (a token, wrong password, too long ago), invalid,
 *   rate_limited, conflict (it is the only way in)
 */
export async function unlinkIdentity(ctx: Context, id: string, currentPassword: string | undefined): Promise<void> {
  const { userId } = requireSession(ctx.actor)
  if (!(await rowsOf(ctx.db, userId)).some((row) => row.id === id)) throw notFound()
  await confirmPassword(ctx, currentPassword)
  await ctx.db.transaction(async (tx) => {
    // Two that are taken away at once are taken away one after the other.
    const [user] = await tx.select().from(users).where(eq(users.id, userId)).for('update')
    const rows = await rowsOf(tx, userId)
    const going = rows.find((row) => row.id === id)
    if (!user || !going) throw notFound()
    const byPassword = user.passwordHash !== null && passwordLogin()
    if (!byPassword && !rows.some((row) => row !== going && isUsable(row))) throw onlyWayIn()
    await tx.delete(identities).where(eq(identities.id, id))
    await record(tx, ctx, 'identity.unlinked', { subject: user, details: { by: going.kind } })
  })
}

function rowsOf(db: Database, userId: string): Promise<Row[]> {
  return db.select().from(identities).where(eq(identities.userId, userId)).orderBy(asc(identities.id))
}

function isUsable({ kind, issuer }: Row): boolean {
  return (kind === 'oidc' ? oidcSettings() : s3LoginSettings())?.issuer === issuer
}

function nameOf(row: Row): string {
  if (row.kind === 's3') return 'S3 keys'
  return (isUsable(row) && oidcSettings()?.name) || (URL.canParse(row.issuer) ? new URL(row.issuer).host : row.issuer)
}

function onlyWayIn(): AppError {
  const first = passwordLogin() ? 'Set a password first, or link another one.' : 'Link another one first.'
  return new AppError('conflict', `This is the only way into your account. ${first}`)
}
