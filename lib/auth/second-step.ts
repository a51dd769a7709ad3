import { and, eq, isNull } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { identities } from '@/db/schema/entry'
import { users } from '@/db/schema/users'
import { ANONYMOUS } from '../context/actor'
import { AppError } from '../errors/app-error'
import type { Device } from './device-cookie'
import type { Pending } from './elsewhere'
import { beginSession, endSession } from './log-in'
import { recordOften } from './record-often'
import { passSecondFactorNoting } from './refused-log-ins'
import type { SessionToken } from './session-cookie'

interface SecondStep {
  /** Who came from the issuer in this browser, as its cookie says. */
  pending: Pending | null
  code: string | undefined
  address: string
  userAgent: string
  device: Device | null
  replaces: string | null
}

/**
 * Begins the session of somebody who signed in elsewhere and has a second factor here, once its code is right.
 * @throws AppError unauthenticated (too long ago; disabled, unlinked or changed meanwhile), and as `passSecondFactor`
 */
export async function finishSecondStep(db: Database, step: SecondStep): Promise<SessionToken> {
  const { pending, code, address, userAgent, device, replaces } = step
  const found = pending === null ? undefined : await findPending(db, pending)
  if (!found) throw new AppError('unauthenticated', 'This was begun too long ago. Sign in again.')
  const secondFactor = await passSecondFactorNoting(db, found, { code, device, address })
  if (replaces) await endSession(db, replaces)
  const session = await beginSession(db, found, userAgent)
  const details = { by: found.kind, ...(secondFactor === null ? {} : { secondFactor }) }
  await recordOften(db, { actor: ANONYMOUS, address }, 'account.logged_in', { subject: found, details })
  return session
}

async function findPending(db: Database, { userId, version, identityId }: Pending) {
  const [found] = await db
    .select({
      id: users.id,
      username: users.username,
      version: users.sessionVersion,
      totpSecret: users.totpSecret,
      kind: identities.kind,
    })
    .from(users)
    .innerJoin(identities, eq(identities.userId, users.id))
    .where(
      and(
        eq(users.id, userId),
        eq(users.sessionVersion, version),
        isNull(users.disabledAt),
        eq(identities.id, identityId),
      ),
    )
  return found
}
