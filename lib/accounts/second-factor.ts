import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { users } from '@/db/schema/users'
import { record } from '../audit/record'
import { countRecoveryCodes, renewRecoveryCodes } from '../auth/recovery-codes'
import { passSecondFactor, removeSecondFactor, sealTotpSecret, wrongCode } from '../auth/second-factor'
import { makeTotpSecret, totpStep, totpUri } from '../auth/totp'
import { requireSession, type UserActor } from '../context/actor'
import type { Context } from '../context/context'
import { AppError, notFound } from '../errors/app-error'
import { seal, unseal } from '../sealing/seal'
import { sealingSecret } from '../sealing/sealing-secret'
import { confirmPassword } from './confirm-password'
import type { SecondFactor, SecondFactorProof, SecondFactorSetUp } from './second-factor-contract'

const SET_UP_MS = 15 * 60_000
const SetUp = z.object({ secret: z.string(), until: z.number() })

/** One's own second factor. @throws AppError unauthenticated, forbidden (a token) */
export async function getSecondFactor(ctx: Context): Promise<SecondFactor> {
  const user = await ownAccount(ctx)
  return { enabled: user.totpSecret !== null, recoveryCodes: await countRecoveryCodes(ctx.db, user.id) }
}

/**
 * A secret for an authenticator app. Nothing changes until its first code is given back: what there is to remember goes sealed with the answer.
 * @throws AppError unauthenticated, forbidden (a token, wrong password), invalid, rate_limited, conflict (there is one)
 */
export async function beginSecondFactor(ctx: Context, currentPassword: string | undefined): Promise<SecondFactorSetUp> {
  await confirmPassword(ctx, currentPassword)
  const actor = requireSession(ctx.actor)
  if ((await ownAccount(ctx)).totpSecret !== null) throw alreadyOn()
  const secret = makeTotpSecret()
  const setUp = seal(
    JSON.stringify({ secret, until: Date.now() + SET_UP_MS } satisfies z.infer<typeof SetUp>),
    sealingOf(actor),
  )
  return { secret, uri: totpUri(secret, actor.username), setUp }
}

/**
 * Sets the second factor up, once the app has shown that it has the secret.
 * @returns recovery codes, in this answer only
 * @throws AppError unauthenticated, forbidden (a token), invalid (begun too long ago, or by another session), conflict (there is one);
 *   forbidden with the field `code` (wrong code)
 */
export async function confirmSecondFactor(ctx: Context, given: { setUp: string; code: string }): Promise<string[]> {
  const actor = requireSession(ctx.actor)
  const secret = openSetUp(actor, given.setUp)
  const step = totpStep(secret, given.code.replace(/\s/g, ''), Date.now())
  if (step === null) throw notThisCode()
  return ctx.db.transaction(async (tx) => {
    const set = await tx
      .update(users)
      .set({ totpSecret: sealTotpSecret(secret, actor.userId), totpLastStep: step })
      .where(and(eq(users.id, actor.userId), isNull(users.totpSecret)))
      .returning({ id: users.id, username: users.username })
    const [subject] = set
    if (!subject) throw alreadyOn()
    await record(tx, ctx, 'second_factor.set', { subject })
    return renewRecoveryCodes(tx, actor.userId)
  })
}

/** Switches one's own second factor off. @throws AppError as `beginSecondFactor`; forbidden with the field `code` (wrong), conflict (there is none) */
export async function endSecondFactor(ctx: Context, proof: SecondFactorProof): Promise<void> {
  const subject = await prove(ctx, proof)
  await ctx.db.transaction(async (tx) => {
    await removeSecondFactor(tx, subject.id)
    await record(tx, ctx, 'second_factor.removed', { subject })
  })
}

/** New recovery codes; those before are void. @returns them, in this answer only @throws AppError as `endSecondFactor` */
export async function newRecoveryCodes(ctx: Context, proof: SecondFactorProof): Promise<string[]> {
  const subject = await prove(ctx, proof)
  return ctx.db.transaction(async (tx) => {
    await tx.select({ id: users.id }).from(users).where(eq(users.id, subject.id)).for('update')
    await record(tx, ctx, 'recovery_codes.made', { subject })
    return renewRecoveryCodes(tx, subject.id)
  })
}

/** Password and code, outside of a transaction: the counts of wrong ones must stay. */
async function prove(ctx: Context, { currentPassword, code }: SecondFactorProof) {
  await confirmPassword(ctx, currentPassword)
  const user = await ownAccount(ctx)
  if (user.totpSecret === null) throw new AppError('conflict', 'This account has no second factor.')
  await passSecondFactor(ctx.db, user, { code }).catch((error: unknown) => {
    throw error instanceof AppError && error.code === 'second_factor_needed' ? notThisCode() : error
  })
  return user
}

async function ownAccount(ctx: Context) {
  const { userId } = requireSession(ctx.actor)
  const { id, username, totpSecret } = users
  const [user] = await ctx.db.select({ id, username, totpSecret }).from(users).where(eq(users.id, userId))
  if (!user) throw notFound()
  return user
}

function openSetUp(actor: UserActor, sealed: string): string {
  let opened: z.infer<typeof SetUp> | null = null
  try {
    opened = SetUp.parse(JSON.parse(unseal(sealed, sealingOf(actor))))
  } catch {
    // Of another session or damaged: the same as too old.
  }
  if (opened && opened.until > Date.now()) return opened.secret
  throw new AppError('invalid', 'This was begun too long ago, or elsewhere. Begin again.')
}

function sealingOf({ userId, sessionId }: UserActor) {
  return { purpose: 'second factor set-up', of: `${userId} ${sessionId}`, secret: sealingSecret() } as const
}

function alreadyOn(): AppError {
  return new AppError('conflict', 'This account has a second factor already. Switch it off first.')
}

/** Who is logged in already is not asked to log in: 403 as for a wrong password. */
function notThisCode(): AppError {
  const { message, errors = [] } = wrongCode()
  return new AppError('forbidden', message, { errors })
}
