import { eq } from 'drizzle-orm'
import { encode } from 'next-auth/jwt'
import { sessions, tokens, users } from '@/db/schema/users'
import { makeUser } from '@/db/testing/factories'
import { hashOfToken, makeAccessToken } from '@/lib/auth/access-token'
import { beginSession } from '@/lib/auth/log-in'
import { hashPassword } from '@/lib/auth/passwords'
import type { TokenScope } from '@/lib/context/actor'
import type { ActorName } from './cells'
import type { Instance } from './instance'

export const PASSWORD = 'long enough to remember'

export interface Person {
  id: string
  username: string
  /** Empty for a program. */
  cookie: string
  /** The access token of a program. */
  token?: string
}

export type People = Record<Exclude<ActorName, 'anonymous' | 'visitor' | 'passer'>, Person>

let passwordHash: Promise<string> | undefined

async function makePerson(instance: Instance, role: 'admin' | 'user', tag: string): Promise<Person & { sid: string }> {
  passwordHash ??= hashPassword(PASSWORD)
  const user = await makeUser(instance.db, { role, passwordHash: await passwordHash })
  const email = `MARK-${tag}-${user.username}@example.org`.toLowerCase()
  await instance.db.update(users).set({ email }).where(eq(users.id, user.id))
  const token = await beginSession(instance.db, { id: user.id, version: user.sessionVersion }, 'matrix')
  const value = await encode({ token: { ...token }, secret: instance.secret, maxAge: 3600 })
  return { id: user.id, username: user.username, cookie: `next-auth.session-token=${value}`, sid: token.sid }
}

/**
 * The five who hold a cookie, and two programs with tokens of the owner's. The disabled one's session row stays, so that only the check of the person can stop it; the
 * ended one is the owner in another browser.
 */
export async function makePeople(instance: Instance): Promise<People> {
  const { db } = instance
  const owner = await makePerson(instance, 'user', 'owner')
  const other = await makePerson(instance, 'user', 'other')
  const admin = await makePerson(instance, 'admin', 'admin')
  const disabled = await makePerson(instance, 'user', 'disabled')
  await db.update(users).set({ disabledAt: new Date() }).where(eq(users.id, disabled.id))
  const second = await beginSession(db, { id: owner.id, version: 1 }, 'matrix')
  const value = await encode({ token: { ...second }, secret: instance.secret, maxAge: 3600 })
  await db.delete(sessions).where(eq(sessions.id, second.sid))
  const ended = { ...owner, cookie: `next-auth.session-token=${value}` }
  const [reader, writer] = [
    await programOf(instance, owner, ['read']),
    await programOf(instance, owner, ['read', 'write']),
  ]
  return { owner, other, admin, disabled, ended, reader, writer }
}

/** A program with an access token of a person's. */
async function programOf({ db }: Instance, person: Person, scopes: TokenScope[]): Promise<Person> {
  const token = makeAccessToken()
  await db.insert(tokens).values({ userId: person.id, name: 'matrix', hash: hashOfToken(token), scopes, version: 1 })
  return { ...person, cookie: '', token }
}
