import type { Database } from '@/db/client'
import { lockAdministrators } from '../accounts/admin-lock'
import { Email } from '../accounts/contract'
import { tryInvitation } from '../accounts/invitations'
import { refuseTakenEmail } from '../accounts/taken'
import { SIGN_UP_ADDRESS, takeAttempt } from '../auth/attempts'
import { type Arrival, type Reason, SignInRefusal, type TypedKeys } from '../auth/elsewhere'
import { beginSession, endSession } from '../auth/log-in'
import { recordOften } from '../auth/record-often'
import { passSecondFactorNoting } from '../auth/refused-log-ins'
import type { SessionToken } from '../auth/session-cookie'
import { type SlowLanes, slowLanes } from '../auth/slow-lane'
import { s3LoginSettings } from '../auth/ways-in'
import { ANONYMOUS } from '../context/actor'
import { AppError, notFound } from '../errors/app-error'
import { type Told, usernameOf } from './claims'
import { accountOf } from './enter-elsewhere'
import { proveKeys } from './prove-keys'

/**
 * Lets in who has keys of the bucket: the account that is bound to the access key, or a new one where sign-up or an invitation allows it. The keys are tried
 * and forgotten.
 * @throws AppError unauthenticated (keys), invalid and conflict (`email`, for a new account), forbidden (disabled, no new accounts, an
 *   invitation that does not hold), second_factor_needed, rate_limited, unavailable
 */
export async function enterByKeys(
  db: Database,
  typed: TypedKeys,
  arrival: Arrival,
  lanes: SlowLanes = slowLanes,
): Promise<SessionToken> {
  const settings = s3LoginSettings()
  if (!settings) throw notFound()
  const { address, device } = arrival
  const { invitation } = typed
  await proveKeys(db, settings, typed, { address, refusal: 'unauthenticated' }, lanes)
  if (typed.email !== undefined) await takeAttempt(db, SIGN_UP_ADDRESS, address)
  if (invitation !== undefined) await tryInvitation(db, address, invitation)
  const told = toldOf(typed, settings.issuer)
  const intent = invitation === undefined ? null : { invitation }
  const user = await db
    .transaction(async (tx) => {
      await lockAdministrators(tx)
      return (await accountOf(tx, told, { ...arrival, intent }, undefined)).user
    })
    .catch((error: unknown) => inWords(db, error, address))
  const secondFactor = await passSecondFactorNoting(db, user, { code: typed.code, device, address })
  if (arrival.sessionId) await endSession(db, arrival.sessionId)
  const session = await beginSession(db, { id: user.id, version: user.sessionVersion }, arrival.userAgent)
  const details = { by: told.kind, ...(secondFactor === null ? {} : { secondFactor }) }
  await recordOften(db, { actor: ANONYMOUS, address }, 'account.logged_in', { subject: user, details })
  return session
}

function toldOf({ accessKeyId, email }: TypedKeys, issuer: string): Told {
  const parsed = Email.safeParse(email)
  return {
    kind: 's3',
    issuer,
    subject: accessKeyId,
    email: parsed.success ? parsed.data : null,
    emailUnconfirmed: false,
    username: usernameOf(undefined, parsed.data),
    name: null,
    role: undefined,
    quotaBytes: undefined,
  }
}

const WORDS: Partial<Record<Reason, string>> = {
  disabled: 'This account is disabled. Ask an administrator of this library.',
  closed: 'Nobody here is known by these keys, and this library takes no new accounts.',
  invite: 'Nobody here is known by these keys, and this library takes new accounts by invitation only.',
  invitation: 'This invitation does not hold, or not any more. Ask for a new one.',
}

const OF_EMAIL: Partial<Record<Reason, string>> = {
  'email-missing': 'write your e-mail address, such as ada@example.org: nobody has used these keys here yet',
  'invitation-email': 'write the address to which the invitation was sent',
}

/** A refusal as the form shows it. @throws AppError */
async function inWords(db: Database, error: unknown, address: string): Promise<never> {
  if (!(error instanceof SignInRefusal)) throw error
  if (error.reason === 'email-taken') return refuseTakenEmail(db, address)
  const message = OF_EMAIL[error.reason]
  if (message) throw new AppError('invalid', `email: ${message}`, { errors: [{ path: 'email', message }] })
  throw new AppError(error.code, WORDS[error.reason] ?? error.message, { cause: error })
}
