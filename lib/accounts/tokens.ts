import { and, count, desc, eq } from 'drizzle-orm'
import { tokens, users } from '@/db/schema/users'
import { hashOfToken, makeAccessToken } from '../auth/access-token'
import { LIVE_TOKEN } from '../auth/find-token'
import { recordOften } from '../auth/record-often'
import { requireSession, type TokenScope } from '../context/actor'
import type { Context } from '../context/context'
import { AppError, notFound } from '../errors/app-error'
import { confirmPassword } from './confirm-password'
import { type NewToken, TOKEN_DAYS, type Token, type TokenMaking } from './token-contract'

/** More than a person can tell apart. */
const MOST_TOKENS = 100
const DAY_MS = 86_400_000

/** One's own access tokens that still hold, latest first. @throws AppError unauthenticated, forbidden (a token) */
export async function listTokens(ctx: Context): Promise<Token[]> {
  const { userId } = requireSession(ctx.actor)
  const rows = await ctx.db
    .select({ token: tokens })
    .from(tokens)
    .innerJoin(users, eq(users.id, tokens.userId))
    .where(and(eq(tokens.userId, userId), LIVE_TOKEN))
    .orderBy(desc(tokens.id))
  return rows.map(({ token }) => presentToken(token))
}

/**
 * Makes an access token. The token itself is in this answer only.
 * @throws AppError unauthenticated, forbidden (a token, a wrong password), invalid (a time that has passed), rate_limited, conflict (too many)
 */
export async function createToken(ctx: Context, making: TokenMaking): Promise<NewToken> {
  const { userId } = requireSession(ctx.actor)
  const expiresAt = expiryOf(making.expiresAt)
  await confirmPassword(ctx, making.currentPassword)
  const token = makeAccessToken()
  const scopes: TokenScope[] = making.scopes.includes('write') ? ['read', 'write'] : ['read']
  const row = await ctx.db.transaction(async (tx) => {
    const [user] = await tx.select().from(users).where(eq(users.id, userId)).for('update')
    if (!user) throw notFound()
    const [has] = await tx.select({ n: count() }).from(tokens).where(eq(tokens.userId, userId))
    if ((has?.n ?? 0) >= MOST_TOKENS) {
      throw new AppError('conflict', `You have ${MOST_TOKENS} access tokens; revoke one that is not used any more.`)
    }
    const values = {
      userId,
      name: making.name,
      hash: hashOfToken(token),
      scopes,
      version: user.sessionVersion,
      expiresAt,
    }
    const [made] = await tx.insert(tokens).values(values).returning()
    await recordOften(tx, ctx, 'token.made', { subject: user, details: { scopes } })
    return made
  })
  if (!row) throw new Error('the token was not stored')
  return { ...presentToken(row), token }
}

/** Revokes one of one's own access tokens: its next request is refused. @throws AppError unauthenticated, forbidden (a token), not_found */
export async function deleteToken(ctx: Context, id: string): Promise<void> {
  const { userId, username } = requireSession(ctx.actor)
  const own = and(eq(tokens.id, id), eq(tokens.userId, userId))
  await ctx.db.transaction(async (tx) => {
    const revoked = await tx.delete(tokens).where(own).returning({ id: tokens.id })
    if (revoked.length === 0) throw notFound()
    await recordOften(tx, ctx, 'token.revoked', { subject: { id: userId, username } })
  })
}

/** @throws AppError invalid for a time that has passed */
function expiryOf(given: string | null | undefined): Date | null {
  if (given === null) return null
  const at = given === undefined ? new Date(Date.now() + TOKEN_DAYS * DAY_MS) : new Date(given)
  if (at.getTime() > Date.now()) return at
  const message = 'name a time that is still to come'
  throw new AppError('invalid', `expiresAt: ${message}`, { errors: [{ path: 'expiresAt', message }] })
}

function presentToken(row: typeof tokens.$inferSelect): Token {
  return {
    id: row.id,
    name: row.name,
    scopes: row.scopes,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    expiresAt: row.expiresAt?.toISOString() ?? null,
  }
}
