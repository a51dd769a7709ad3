import { and, eq, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { identities } from '@/db/schema/entry'
import { users } from '@/db/schema/users'
import { lockAdministrators } from '../accounts/admin-lock'
import { SIGN_UP_ADDRESS, takeAttempt } from '../auth/attempts'
import { type Arrival, type Claims, type Entered, SignInRefusal } from '../auth/elsewhere'
import { beginSession, endSession } from '../auth/log-in'
import { recordOften } from '../auth/record-often'
import { oidcSettings } from '../auth/ways-in'
import { ANONYMOUS } from '../context/actor'
import { AppError } from '../errors/app-error'
import { applyClaims } from './apply-claims'
import { readClaims, type Told } from './claims'
import { linkIdentity } from './link-identity'
import { makeAccountOf } from './make-account-of'

/**
 * Lets in whom the issuer names: by issuer and subject, never by an e-mail address. Role and quota are taken from the claims. Somebody unknown
 * gets an account where that may be; who came to link gets one more way into the account that is logged in. A second factor is asked still.
 * @throws SignInRefusal, AppError rate_limited
 */
export async function enterElsewhere(db: Database, claims: Claims, arrival: Arrival): Promise<Entered> {
  const settings = oidcSettings()
  if (!settings) throw new AppError('not_found', 'Nobody signs in elsewhere here.')
  const told = readClaims(claims, settings)
  if (arrival.intent?.link) {
    await linkIdentity(db, told, arrival)
    return { kind: 'linked' }
  }
  if (!(await findIdentity(db, told))) await takeAttempt(db, SIGN_UP_ADDRESS, arrival.address)
  const { user, identityId } = await db.transaction(async (tx) => {
    await lockAdministrators(tx)
    return accountOf(tx, told, arrival, settings.signUp)
  })
  if (user.totpSecret !== null)
    return { kind: 'second factor', pending: { userId: user.id, version: user.sessionVersion, identityId } }
  if (arrival.sessionId) await endSession(db, arrival.sessionId)
  const session = await beginSession(db, { id: user.id, version: user.sessionVersion }, arrival.userAgent)
  const { address } = arrival
  const entry = { subject: user, details: { by: told.kind } }
  await recordOften(db, { actor: ANONYMOUS, address }, 'account.logged_in', entry)
  return { kind: 'session', session }
}

/**
 * The account that somebody opens; a new one where nobody is known by that yet.
 * @param tx a transaction that holds the lock of administrators @param signUp as `makeAccountOf` @throws SignInRefusal
 */
export async function accountOf(tx: Database, told: Told, arrival: Arrival, signUp: boolean | undefined) {
  const known = await findIdentity(tx, told)
  if (!known) return makeAccountOf(tx, told, arrival, signUp)
  const [user] = await tx.select().from(users).where(eq(users.id, known.userId)).for('update')
  if (!user || user.disabledAt) throw new SignInRefusal('disabled')
  await tx.update(identities).set({ lastUsedAt: sql`now()` }).where(eq(identities.id, known.id))
  await applyClaims(tx, user, told, arrival.address)
  return { user, identityId: known.id }
}

async function findIdentity(db: Database, { kind, issuer, subject }: Told) {
  const { id, userId } = identities
  const [found] = await db
    .select({ id, userId })
    .from(identities)
    .where(and(eq(identities.kind, kind), eq(identities.issuer, issuer), eq(identities.subject, subject)))
  return found
}
