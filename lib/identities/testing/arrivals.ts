import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { expect } from 'vitest'
import type { Database } from '@/db/client'
import { auditLog } from '@/db/schema/audit'
import { identities } from '@/db/schema/entry'
import { users } from '@/db/schema/users'
import type { Arrival, Claims } from '../../auth/elsewhere'
import { makePerson } from '../../auth/testing/person'
import { enterElsewhere } from '../enter-elsewhere'

export const ISSUER = 'https://id.example.org'
/** What of the environment says so. */
export const BASE = {
  OIDC_ISSUER: `${ISSUER}/`,
  OIDC_CLIENT_ID: 'albumen',
  OIDC_SIGNUP: undefined as boolean | undefined,
  OIDC_ROLE_CLAIM: 'groups' as string | undefined,
  OIDC_ADMIN_VALUE: 'admins' as string | undefined,
  OIDC_QUOTA_CLAIM: 'quota',
  SIGNUP: 'open' as 'open' | 'invite' | 'closed',
  AUTH_SECRET: 'a secret for these tests alone, long enough',
}

/** Of nobody in particular. */
export const ARRIVAL: Arrival = {
  address: '192.0.2.7',
  userAgent: 'A browser',
  device: null,
  sessionId: null,
  actor: null,
  intent: null,
}
/** A refusal with this reason. */
export const reason = (expected: string) => expect.objectContaining({ reason: expected })
/** What the issuer says of somebody. */
export const claimsOf = (sub: string, more: Claims = {}): Claims => ({ sub, email: `${sub}@example.org`, ...more })
/** Somebody new. */
export const newSub = () => `s-${randomUUID().slice(0, 8)}`

/** Lets somebody in, and says who that is. */
export async function enter(db: Database, claims: Claims, arrival: Partial<Arrival> = {}) {
  const entered = await enterElsewhere(db, claims, { ...ARRIVAL, ...arrival })
  if (entered.kind !== 'session') throw new Error(`no session but ${entered.kind}`)
  const [user] = await db.select().from(users).where(eq(users.id, entered.session.sub))
  if (!user) throw new Error('no user')
  return { user, session: entered.session }
}

/** Somebody who has a way in by the issuer. */
export async function known(db: Database, overrides: Parameters<typeof makePerson>[1] = {}) {
  const person = await makePerson(db, { passwordHash: null, ...overrides })
  const sub = newSub()
  await db.insert(identities).values({ userId: person.user.id, kind: 'oidc', issuer: ISSUER, subject: sub })
  return { ...person, sub }
}

/** What the log has of somebody. */
export const actionsOf = async (db: Database, id: string) =>
  db
    .select({ action: auditLog.action, details: auditLog.details })
    .from(auditLog)
    .where(eq(auditLog.subjectId, id))
    .orderBy(auditLog.id)
