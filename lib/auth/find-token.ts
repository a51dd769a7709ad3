import { and, eq, gt, isNull, lt, or, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { tokens, users } from '@/db/schema/users'
import type { TokenActor } from '../context/actor'
import { hashOfToken } from './access-token'

/** An access token that still holds: not expired, of a person who is not disabled and has the same password as then. */
export const LIVE_TOKEN = and(
  eq(users.sessionVersion, tokens.version),
  isNull(users.disabledAt),
  or(isNull(tokens.expiresAt), gt(tokens.expiresAt, sql`now()`)),
)

/**
 * The program an access token belongs to, asked of the database on every request; null once it was revoked, has expired, its person
 * changed the password or is disabled.
 * @param token as it was sent
 */
export async function findToken(db: Database, token: string): Promise<TokenActor | null> {
  const [row] = await db
    .select({
      tokenId: tokens.id,
      scopes: tokens.scopes,
      userId: users.id,
      username: users.username,
      name: users.name,
      stale: sql<boolean>`coalesce(${tokens.lastUsedAt} < now() - interval '1 minute', true)`,
    })
    .from(tokens)
    .innerJoin(users, eq(users.id, tokens.userId))
    .where(and(eq(tokens.hash, hashOfToken(token)), LIVE_TOKEN))
  if (!row) return null
  const { stale, ...actor } = row
  if (stale) await touch(db, row.tokenId)
  return { kind: 'token', role: 'user', ...actor }
}

async function touch(db: Database, id: string): Promise<void> {
  const due = or(isNull(tokens.lastUsedAt), lt(tokens.lastUsedAt, sql`now() - interval '1 minute'`))
  await db
    .update(tokens)
    .set({ lastUsedAt: sql`now()` })
    .where(and(eq(tokens.id, id), due))
}
