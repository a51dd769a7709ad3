import { eq, like } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { identities } from '@/db/schema/entry'
import { users } from '@/db/schema/users'
import { isReserved, Username } from '../accounts/contract'
import { findInvitation, noteInvited, takeInvitation } from '../accounts/invitations'
import { countUsers } from '../accounts/sign-up'
import { record } from '../audit/record'
import { type Arrival, SignInRefusal } from '../auth/elsewhere'
import { ANONYMOUS } from '../context/actor'
import { readSettings, signUpMode } from '../settings/stored-settings'
import type { Told } from './claims'

/**
 * Makes the account of somebody whom the issuer names and nobody knows. The first one becomes the administrator, unless claims say who is one: then they alone
 * do. An invitation opens a library that is closed.
 * An e-mail address that an account has already makes neither a second account nor a link to that one.
 * @param tx a transaction that holds the lock of administrators
 * @param signUp whether the issuer's people may always come, or never; undefined: the settings of sign-up hold
 * @throws SignInRefusal
 */
export async function makeAccountOf(tx: Database, told: Told, arrival: Arrival, signUp: boolean | undefined) {
  const beginning = await beginningOf(tx, told, arrival.intent?.invitation, signUp)
  const email = emailOf(told)
  const taken = await tx.select({ id: users.id }).from(users).where(eq(users.email, email))
  if (taken.length > 0) throw new SignInRefusal('email-taken', 'conflict')
  const role = told.role ?? beginning.role
  const quotaBytes = told.quotaBytes === undefined ? beginning.quotaBytes : told.quotaBytes
  const username = await freeUsername(tx, told.username)
  const [user] = await tx
    .insert(users)
    .values({ email, username, name: told.name ?? username, passwordHash: null, role, quotaBytes })
    .returning()
  if (!user) throw new Error('no user was made')
  const { kind, issuer, subject } = told
  const [identity] = await tx
    .insert(identities)
    .values({ userId: user.id, kind, issuer, subject, lastUsedAt: new Date() })
    .returning({ id: identities.id })
  if (!identity) throw new Error('no identity was made')
  if (beginning.invitationId) await noteInvited(tx, beginning.invitationId, user.id)
  const details = { by: kind, role, quotaBytes, ...(beginning.inviter ? { invitedBy: beginning.inviter } : {}) }
  await record(tx, { actor: ANONYMOUS, address: arrival.address }, 'account.made', { subject: user, details })
  return { user, identityId: identity.id }
}

/** @throws SignInRefusal */
function emailOf({ email, emailUnconfirmed }: Told): string {
  if (email === null) throw new SignInRefusal('email-missing')
  if (emailUnconfirmed) throw new SignInRefusal('email-unconfirmed')
  return email
}

interface Beginning {
  role: 'admin' | 'user'
  quotaBytes: number | null
  invitationId?: string
  inviter?: string
}

/** What a new account begins with, if there may be one. @throws SignInRefusal */
async function beginningOf(
  tx: Database,
  told: Told,
  token: string | undefined,
  signUp: boolean | undefined,
): Promise<Beginning> {
  if (token !== undefined) return invited(tx, told.email, token)
  // Whom the claims call no administrator is no first one: an empty library waits for somebody whom they do.
  if (told.role !== 'user' && (await countUsers(tx)) === 0) return { role: 'admin', quotaBytes: null }
  const settings = await readSettings(tx)
  const mode = signUp === undefined ? signUpMode(settings) : signUp ? 'open' : 'closed'
  if (mode !== 'open') throw new SignInRefusal(mode)
  return { role: 'user', quotaBytes: settings.newQuotaBytes }
}

async function invited(tx: Database, email: string | null, token: string): Promise<Beginning> {
  const found = await findInvitation(tx, token)
  if (!found) throw new SignInRefusal('invitation')
  if (email === null) throw new SignInRefusal('email-missing')
  if (found.email !== null && found.email !== email) throw new SignInRefusal('invitation-email')
  const { id, role, quotaBytes, inviter } = await takeInvitation(tx, token, email)
  return { role, quotaBytes, invitationId: id, inviter: inviter.username }
}

/** The wanted username, or the first after it that is free and may be one; never one that is made of a reserved name, as `admin-2`. */
async function freeUsername(tx: Database, wanted: string): Promise<string> {
  const stem = wanted === '' || isReserved(wanted) ? 'person' : wanted.slice(0, 26)
  const rows = await tx
    .select({ username: users.username })
    .from(users)
    .where(like(users.username, `${stem}%`))
  const taken = new Set(rows.map(({ username }) => username))
  const free = (name: string) => !taken.has(name) && Username.safeParse(name).success
  if (free(wanted)) return wanted
  for (let number = 2; ; number += 1) {
    const name = `${stem}-${number}`
    if (free(name)) return name
  }
}
