import { createHash, randomBytes } from 'node:crypto'
import { and, count, eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { recoveryCodes } from '@/db/schema/entry'

const COUNT = 10
/** Without letters and digits that look alike (Crockford's base32). */
const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz'

/**
 * Makes somebody's recovery codes anew: those before are void.
 * @returns the codes, which are kept as hashes only: 120 random bits each, in six groups (so many that a plain hash is enough; ASVS 6.5.2)
 */
export async function renewRecoveryCodes(tx: Database, userId: string): Promise<string[]> {
  const codes = Array.from({ length: COUNT }, makeCode)
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId))
  await tx.insert(recoveryCodes).values(codes.map((code) => ({ userId, hash: hashOf(code) })))
  return codes
}

/** Takes a recovery code, once. @returns whether it was one */
export async function takeRecoveryCode(db: Database, userId: string, typed: string): Promise<boolean> {
  const own = and(eq(recoveryCodes.userId, userId), eq(recoveryCodes.hash, hashOf(typed)))
  const taken = await db.delete(recoveryCodes).where(own).returning({ id: recoveryCodes.id })
  return taken.length > 0
}

/** How many of somebody's codes are left. */
export async function countRecoveryCodes(db: Database, userId: string): Promise<number> {
  const [row] = await db.select({ n: count() }).from(recoveryCodes).where(eq(recoveryCodes.userId, userId))
  return row?.n ?? 0
}

function makeCode(): string {
  const digits = [...randomBytes(24)].map((byte) => DIGITS[byte % DIGITS.length]).join('')
  return digits.replace(/(.{4})(?=.)/g, '$1-')
}

/** As typed: in any case, with or without hyphens and spaces, o for 0, i and l for 1. */
function hashOf(typed: string): string {
  const plain = typed
    .toLowerCase()
    .replace(/[^0-9a-z]/g, '')
    .replaceAll('o', '0')
    .replace(/[il]/g, '1')
  return createHash('sha256').update(plain).digest('hex')
}
