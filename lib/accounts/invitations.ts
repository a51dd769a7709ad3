import { and, eq, gt, isNull, type SQL, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { invitations } from '@/db/schema/entry'
import { users } from '@/db/schema/users'
import { AppError } from '../errors/app-error'
import { DeadLink, tryLink } from './account-links'
import { hashOfOneTimeToken } from './one-time-token'

/** An invitation that can be used, and whose it is. */
interface OpenInvitation {
  id: string
  /** For whom it is; null: for whoever has the link. */
  email: string | null
  role: 'admin' | 'user'
  quotaBytes: number | null
  expiresAt: Date
  /** Who invites. */
  inviter: { username: string; name: string }
}

/** Not used, not expired, not ended, and of somebody who still may invite. */
export const OPEN_INVITATION: SQL = and(
  isNull(invitations.usedAt),
  isNull(invitations.endedAt),
  gt(invitations.expiresAt, sql`now()`),
  eq(users.role, 'admin'),
  isNull(users.disabledAt),
) as SQL

/**
 * The invitation with this token, while it can be used; null for one that never was, was used or withdrawn, or has expired.
 * @param lock in a transaction: nobody else uses it before this one ends
 */
export async function findInvitation(
  db: Database,
  token: string,
  { lock = false } = {},
): Promise<OpenInvitation | null> {
  const hash = hashOfOneTimeToken('invitation', token)
  if (hash === null) return null
  const { id, email, role, quotaBytes, expiresAt } = invitations
  const { username, name } = users
  const asked = db
    .select({ id, email, role, quotaBytes, expiresAt, inviter: { username, name } })
    .from(invitations)
    .innerJoin(users, eq(users.id, invitations.createdBy))
    .where(and(eq(invitations.hash, hash), OPEN_INVITATION))
  const [found] = await (lock ? asked.for('update', { of: invitations }) : asked)
  return found ?? null
}

/**
 * Takes an invitation for an account that is made in the same transaction: where that does not come about, it was not used.
 * @throws AppError forbidden for one that does not hold, invalid for another address than the invited one
 */
export async function takeInvitation(tx: Database, token: string, email: string): Promise<OpenInvitation> {
  const found = await findInvitation(tx, token, { lock: true })
  if (!found) throw doesNotHold()
  if (found.email !== null && found.email !== email) {
    const message = 'write the address to which the invitation was sent'
    throw new AppError('invalid', `email: ${message}`, { errors: [{ path: 'email', message }] })
  }
  await tx.update(invitations).set({ usedAt: sql`now()` }).where(eq(invitations.id, found.id))
  return found
}

/** Lets an address try an invitation; only some that do not hold. @throws AppError forbidden, rate_limited */
export function tryInvitation(db: Database, address: string, token: string): Promise<void> {
  return tryLink(db, address, async () => {
    if (!(await findInvitation(db, token))) throw doesNotHold()
  })
}

/** Writes down who came by an invitation. */
export async function noteInvited(tx: Database, id: string, userId: string): Promise<void> {
  await tx.update(invitations).set({ usedBy: userId }).where(eq(invitations.id, id))
}

/** The same for every invitation that does not hold: nobody learns which there were. */
function doesNotHold(): DeadLink {
  return new DeadLink('This invitation does not hold, or not any more. Ask for a new one.')
}

/** Takes out invitations that were used or have expired a month ago. Run by the worker every day. */
export async function forgetInvitations(db: Database): Promise<void> {
  await db
    .delete(invitations)
    .where(sql`coalesce(${invitations.usedAt}, ${invitations.expiresAt}) < now() - interval '30 days'`)
}
