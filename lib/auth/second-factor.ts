import { and, eq, isNull, lt, or } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { recoveryCodes } from '@/db/schema/entry'
import { users } from '@/db/schema/users'
import { AppError } from '../errors/app-error'
import { describeError, logEvent } from '../log'
import { seal, unseal } from '../sealing/seal'
import { sealingSecret } from '../sealing/sealing-secret'
import { clearAttempts, type Limit, RECOVERY_CODE, SECOND_FACTOR, takeAttempt } from './attempts'
import type { Device } from './device-cookie'
import { takeRecoveryCode } from './recovery-codes'
import { totpStep } from './totp'

/** An account with what its second factor is kept as. */
export interface Guarded {
  id: string
  totpSecret: string | null
}

interface Typed {
  /** A code of the app or a recovery code; undefined: nothing was typed yet. */
  code?: string | undefined
  /** A browser in which this account was logged in before has attempts of its own. */
  device?: Device | null
}

/** What the second factor was passed with. */
export type PassedWith = 'code' | 'recovery code'

const SECRET = 'second factor'

/** A secret as it is kept. */
export function sealTotpSecret(secret: string, userId: string): string {
  return seal(secret, { purpose: SECRET, of: userId, secret: sealingSecret() })
}

/**
 * Takes the second factor of an account that has one. Call it when the first factor was right, and never before: only who has that can use up
 * the attempts. A code is taken once, also by two requests at once.
 * @returns what it was; null for an account without one
 * @throws AppError second_factor_needed (nothing typed; wrong or used, then with the field `code`), rate_limited, conflict (a secret that cannot be read)
 */
export async function passSecondFactor(db: Database, user: Guarded, typed: Typed): Promise<PassedWith | null> {
  if (user.totpSecret === null) return null
  const code = (typed.code ?? '').trim().slice(0, 100)
  if (code === '') throw new AppError('second_factor_needed', 'Type the code that your authenticator app shows.')
  const digits = code.replace(/\s/g, '')
  const byApp = /^\d{6}$/.test(digits)
  const device = typed.device?.userId === user.id ? typed.device : null
  const subject = device ? `${user.id}\n${device.id}` : user.id
  const limit: Limit = byApp ? SECOND_FACTOR : RECOVERY_CODE
  await takeAttempt(db, limit, subject)
  const right = byApp
    ? await takeTotpCode(db, user.id, user.totpSecret, digits)
    : await takeRecoveryCode(db, user.id, code)
  if (!right) throw wrongCode()
  await clearAttempts(db, limit, subject)
  return byApp ? 'code' : 'recovery code'
}

/** Takes somebody's second factor away, with its recovery codes. @returns whether there was one */
export async function removeSecondFactor(tx: Database, userId: string): Promise<boolean> {
  const [before] = await tx.select({ secret: users.totpSecret }).from(users).where(eq(users.id, userId)).for('update')
  await tx.update(users).set({ totpSecret: null, totpLastStep: null }).where(eq(users.id, userId))
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId))
  return before?.secret != null
}

/** The refusal of a code. */
export function wrongCode(): AppError {
  const message = 'type the code that is shown now, this one is wrong or was used already'
  return new AppError('second_factor_needed', `code: ${message}`, { errors: [{ path: 'code', message }] })
}

async function takeTotpCode(db: Database, userId: string, sealed: string, code: string): Promise<boolean> {
  const step = totpStep(openSecret(sealed, userId), code, Date.now())
  if (step === null) return false
  const later = or(isNull(users.totpLastStep), lt(users.totpLastStep, step))
  const taken = await db
    .update(users)
    .set({ totpLastStep: step })
    .where(and(eq(users.id, userId), eq(users.totpSecret, sealed), later))
    .returning({ id: users.id })
  return taken.length > 0
}

/** @throws AppError conflict: sealed under another AUTH_SECRET */
function openSecret(sealed: string, userId: string): string {
  try {
    return unseal(sealed, { purpose: SECRET, of: userId, secret: sealingSecret() })
  } catch (cause) {
    logEvent('error', 'second_factor.unreadable', { userId, error: describeError(cause) })
    throw new AppError(
      'conflict',
      'The secret of this second factor cannot be read any more. Use a recovery code, or ask an administrator to take the second factor away.',
      { cause },
    )
  }
}
