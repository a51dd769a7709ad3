import { and, count, desc, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Database } from '@/db/client'
import { invitations } from '@/db/schema/entry'
import { users } from '@/db/schema/users'
import { OPEN_INVITATION } from '../accounts/invitations'
import { mailLater } from '../accounts/mail-later'
import { hashOfOneTimeToken, makeOneTimeToken } from '../accounts/one-time-token'
import { record } from '../audit/record'
import { requireAdmin } from '../context/actor'
import type { Context } from '../context/context'
import { env } from '../env'
import { AppError, notFound } from '../errors/app-error'
import { mailIsOn } from '../mail/send-mail'
import { seal } from '../sealing/seal'
import { sealingSecret } from '../sealing/sealing-secret'
import { readSettings } from '../settings/stored-settings'
import type { Invitation, InvitationMaking, NewInvitation } from './invitations-contract'

/** More than anybody has an eye on. */
const MOST_OPEN = 500

const guests = alias(users, 'guests')

/**
 * Makes an invitation: whoever has its address makes one account, with this role and storage. The address is in this answer only.
 * @param origin of this site, where APP_URL does not say it
 * @throws AppError unauthenticated, forbidden (a token), not_found (no administrator), conflict (the address has an account; too many)
 */
export async function createInvitation(ctx: Context, making: InvitationMaking, origin: string): Promise<NewInvitation> {
  const { userId } = requireAdmin(ctx.actor)
  const token = makeOneTimeToken()
  const made = await ctx.db.transaction(async (tx) => {
    await refuseMore(tx)
    const email = making.email ?? null
    await refuseKnown(tx, email)
    const { role, days } = making
    const quotaBytes = making.quotaBytes === undefined ? (await readSettings(tx)).newQuotaBytes : making.quotaBytes
    const hash = hashOfOneTimeToken('invitation', token) as string
    const expiresAt = sql`now() + make_interval(days => ${days})`
    const [row] = await tx
      .insert(invitations)
      .values({ hash, email, role, quotaBytes, createdBy: userId, expiresAt })
      .returning({ id: invitations.id })
    if (!row) throw new Error('no invitation was made')
    if (email !== null && mailIsOn()) {
      const sealed = seal(token, { purpose: 'invitations', of: row.id, secret: sealingSecret() })
      await mailLater(tx, { kind: 'invitation', invitationId: row.id, sealed })
    }
    await record(tx, ctx, 'invitation.made', { details: { role, quotaBytes, days } })
    return invitationOf(tx, row.id)
  })
  return { ...made, url: `${env().APP_URL ?? origin}/join/${token}` }
}

/** Invitations, latest first. @throws AppError unauthenticated, forbidden (a token), not_found (no administrator) */
export async function listInvitations(ctx: Context): Promise<Invitation[]> {
  requireAdmin(ctx.actor)
  return select(ctx.db, sql`true`)
}

/** Withdraws an invitation: its link is dead at once. @throws AppError as listInvitations, conflict (it was used) */
export async function revokeInvitation(ctx: Context, id: string): Promise<void> {
  requireAdmin(ctx.actor)
  await ctx.db.transaction(async (tx) => {
    const unused = and(eq(invitations.id, id), isNull(invitations.usedAt))
    const gone = await tx.delete(invitations).where(unused).returning({ role: invitations.role })
    const [ended] = gone
    if (ended) return record(tx, ctx, 'invitation.revoked', { details: { role: ended.role } })
    await invitationOf(tx, id)
    throw new AppError('conflict', 'This invitation was used: there is an account. Disable or delete that.')
  })
}

/** @throws AppError conflict */
async function refuseMore(tx: Database): Promise<void> {
  const [open] = await tx
    .select({ n: count() })
    .from(invitations)
    .innerJoin(users, eq(users.id, invitations.createdBy))
    .where(OPEN_INVITATION)
  if ((open?.n ?? 0) < MOST_OPEN) return
  throw new AppError('conflict', `There are ${MOST_OPEN} open invitations. Withdraw some, or wait until they expire.`)
}

/** @throws AppError conflict */
async function refuseKnown(tx: Database, email: string | null): Promise<void> {
  if (email === null) return
  const [known] = await tx.select({ id: users.id }).from(users).where(eq(users.email, email))
  if (!known) return
  const message = 'choose another one, an account has this address already'
  throw new AppError('conflict', `email: ${message}`, { errors: [{ path: 'email', message }] })
}

/** @throws AppError not_found */
async function invitationOf(db: Database, id: string): Promise<Invitation> {
  const [found] = await select(db, eq(invitations.id, id))
  if (!found) throw notFound()
  return found
}

async function select(db: Database, where: SQL): Promise<Invitation[]> {
  const rows = await db
    .select({
      row: invitations,
      createdBy: users.username,
      usedBy: guests.username,
      open: sql<boolean>`coalesce(${OPEN_INVITATION}, false)`,
      expired: sql<boolean>`${invitations.expiresAt} <= now()`,
    })
    .from(invitations)
    .leftJoin(users, eq(users.id, invitations.createdBy))
    .leftJoin(guests, eq(guests.id, invitations.usedBy))
    .where(where)
    .orderBy(desc(invitations.id))
    .limit(2 * MOST_OPEN)
  return rows.map(({ row, createdBy, usedBy, open, expired }) => ({
    id: row.id,
    email: row.email,
    role: row.role,
    quotaBytes: row.quotaBytes,
    state: row.usedAt ? 'used' : open ? 'open' : expired ? 'expired' : 'void',
    createdBy,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    usedBy,
  }))
}
