import type { Database } from '@/db/client'
import type { users } from '@/db/schema/users'
import { makeUser } from '@/db/testing/factories'
import type { Actor, UserActor } from '../../context/actor'
import type { Context } from '../../context/context'
import type { ObjectStore } from '../../storage/object-store'
import { beginSession, logIn } from '../log-in'
import { hashPassword } from '../passwords'
import type { SlowLanes } from '../slow-lane'

export const PASSWORD = 'long enough to remember'

let passwordHash: Promise<string> | undefined

/** A context without a store, for verbs that touch none. */
export const contextOf = (db: Database, actor: Actor): Context => ({ db, actor, store: {} as ObjectStore })

/** A user with PASSWORD, a running session and a context of theirs. */
export async function makePerson(db: Database, overrides: Partial<typeof users.$inferInsert> = {}) {
  passwordHash ??= hashPassword(PASSWORD)
  const user = await makeUser(db, { passwordHash: await passwordHash, ...overrides })
  const token = await beginSession(db, { id: user.id, version: user.sessionVersion }, 'A browser')
  const { id, username, name, role } = user
  const actor: UserActor = { kind: 'user', userId: id, username, name, role, sessionId: token.sid }
  return { user, token, actor, ctx: contextOf(db, actor) }
}

/** Logs in from an address. */
export const attempt = (db: Database, login: string, password: string, address = '192.0.2.1', lanes?: SlowLanes) =>
  logIn(db, { login, password, address, userAgent: 'A browser', replaces: null }, lanes)
