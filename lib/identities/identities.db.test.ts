import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Database, openDatabase } from '@/db/client'
import { auditLog } from '@/db/schema/audit'
import { identities } from '@/db/schema/entry'
import { sessions, tokens, users } from '@/db/schema/users'
import { testPool, withRollback } from '@/db/testing/database'
import { type Arrival, intentCookie } from '../auth/elsewhere'
import { contextOf, makePerson, PASSWORD } from '../auth/testing/person'
import { enterElsewhere } from './enter-elsewhere'
import { beginLink, listIdentities, unlinkIdentity } from './identities'

const ISSUER = 'https://id.example.org'
const BASE = {
  OIDC_ISSUER: ISSUER,
  OIDC_CLIENT_ID: 'albumen',
  OIDC_NAME: 'House',
  PASSWORD_LOGIN: true,
  SIGNUP: 'open',
  AUTH_SECRET: 'a secret for these tests alone, long enough',
}
const settings = vi.hoisted(() => ({}) as Record<string, unknown>)
vi.mock('../env', () => ({ env: () => settings }))
beforeEach(() => void Object.assign(settings, BASE))

const code = (expected: string) => expect.objectContaining({ code: expected })
type Person = Awaited<ReturnType<typeof makePerson>>

async function give(db: Database, userId: string, issuer = ISSUER) {
  const [row] = await db.insert(identities).values({ userId, kind: 'oidc', issuer, subject: randomUUID() }).returning()
  if (!row) throw new Error('no identity was made')
  return row
}

function arrival({ actor }: Person, intent: Arrival['intent']): Arrival {
  return { address: '192.0.2.7', userAgent: '', device: null, sessionId: actor.sessionId, actor, intent }
}

async function linked(db: Database, person: Person, sub: string) {
  const { intent } = await beginLink(person.ctx, PASSWORD)
  return enterElsewhere(db, { sub }, arrival(person, intentCookie.open(intent)))
}

describe('linking', () => {
  it('needs the password, and adds whom the issuer names to this account', () =>
    withRollback(async (db) => {
      const ada = await makePerson(db)
      await expect(beginLink(ada.ctx, undefined)).rejects.toEqual(code('invalid'))
      await expect(beginLink(ada.ctx, 'wrong')).rejects.toEqual(code('forbidden'))
      const sub = randomUUID()
      expect(await linked(db, ada, sub)).toEqual({ kind: 'linked' })
      expect(await listIdentities(ada.ctx)).toMatchObject([
        { kind: 'oidc', issuer: ISSUER, subject: sub, name: 'House', usable: true, lastUsedAt: null },
      ])
      const entered = await enterElsewhere(db, { sub }, { ...arrival(ada, null), sessionId: null, actor: null })
      expect(entered).toMatchObject({ kind: 'session', session: { sub: ada.user.id } })
      const entries = await db.select().from(auditLog).where(eq(auditLog.subjectId, ada.user.id)).orderBy(auditLog.id)
      expect(entries.map(({ action }) => action)).toEqual(['identity.linked', 'account.logged_in'])
    }))

  it('never takes what is somebody else’s already', () =>
    withRollback(async (db) => {
      const [ada, bob] = [await makePerson(db), await makePerson(db)]
      const sub = randomUUID()
      await linked(db, ada, sub)
      await expect(linked(db, bob, sub)).rejects.toEqual(expect.objectContaining({ reason: 'taken' }))
      expect(await listIdentities(bob.ctx)).toEqual([])
    }))

  it('is for the session in which it was begun', () =>
    withRollback(async (db) => {
      const [ada, bob] = [await makePerson(db), await makePerson(db)]
      const { intent } = await beginLink(ada.ctx, PASSWORD)
      const opened = intentCookie.open(intent)
      const changed = expect.objectContaining({ reason: 'session-changed' })
      const sub = randomUUID()
      await expect(enterElsewhere(db, { sub }, arrival(bob, opened))).rejects.toEqual(changed)
      const nobody = { ...arrival(ada, opened), actor: null, sessionId: null }
      await expect(enterElsewhere(db, { sub }, nobody)).rejects.toEqual(changed)
      const later = { ...ada, actor: { ...ada.actor, sessionId: randomUUID() } }
      await expect(enterElsewhere(db, { sub }, arrival(later, opened))).rejects.toEqual(changed)
      expect(await db.$count(identities, eq(identities.subject, sub))).toBe(0)
    }))

  it('is nothing where there is no issuer, and nothing for tokens', () =>
    withRollback(async (db) => {
      const { ctx, user } = await makePerson(db)
      const token = contextOf(db, {
        kind: 'token',
        userId: user.id,
        username: user.username,
        name: user.name,
        role: 'user',
        tokenId: randomUUID(),
        scopes: ['write'],
      })
      await expect(beginLink(token, PASSWORD)).rejects.toEqual(code('forbidden'))
      await expect(listIdentities(token)).rejects.toEqual(code('forbidden'))
      settings.OIDC_ISSUER = undefined
      await expect(beginLink(ctx, PASSWORD)).rejects.toEqual(code('unprocessable'))
    }))
})

describe('unlinking', () => {
  it('needs the password, and ends the way in', () =>
    withRollback(async (db) => {
      const { ctx, user } = await makePerson(db)
      const { id } = await give(db, user.id)
      await expect(unlinkIdentity(ctx, id, undefined)).rejects.toEqual(code('invalid'))
      await expect(unlinkIdentity(ctx, id, 'wrong')).rejects.toEqual(code('forbidden'))
      await unlinkIdentity(ctx, id, PASSWORD)
      expect(await listIdentities(ctx)).toEqual([])
      await expect(unlinkIdentity(ctx, id, PASSWORD)).rejects.toEqual(code('not_found'))
    }))

  it('is not done to somebody else', () =>
    withRollback(async (db) => {
      const [ada, bob] = [await makePerson(db), await makePerson(db, { role: 'admin' })]
      const { id } = await give(db, ada.user.id)
      await expect(unlinkIdentity(bob.ctx, id, PASSWORD)).rejects.toEqual(code('not_found'))
      expect(await listIdentities(ada.ctx)).toHaveLength(1)
    }))

  it.each([
    ['there is no password', { passwordHash: null }, true, ISSUER],
    ['nobody logs in with one', {}, false, ISSUER],
    ['the other one is of an issuer that is asked no more', { passwordHash: null }, true, 'https://gone.example.org'],
  ])('is refused for the only way in: %s', (_, fields, PASSWORD_LOGIN, otherIssuer) =>
    withRollback(async (db) => {
      settings.PASSWORD_LOGIN = PASSWORD_LOGIN
      const { ctx, user } = await makePerson(db, fields)
      const { id } = await give(db, user.id)
      if (otherIssuer !== ISSUER) await give(db, user.id, otherIssuer)
      const refusal = { code: 'conflict', message: expect.stringContaining('the only way into your account') }
      await expect(unlinkIdentity(ctx, id, undefined)).rejects.toEqual(expect.objectContaining(refusal))
      const another = await give(db, user.id)
      await unlinkIdentity(ctx, id, undefined)
      await expect(unlinkIdentity(ctx, another.id, undefined)).rejects.toEqual(code('conflict'))
    }),
  )

  it('asks an account without a password for a sign-in of just now', () =>
    withRollback(async (db) => {
      const { ctx, user } = await makePerson(db, { passwordHash: null })
      const [one] = [await give(db, user.id), await give(db, user.id)]
      await db
        .update(sessions)
        .set({ createdAt: new Date(Date.now() - 11 * 60_000) })
        .where(eq(sessions.userId, user.id))
      await expect(unlinkIdentity(ctx, one.id, undefined)).rejects.toEqual(code('forbidden'))
    }))

  it('leaves tokens and sessions as they are', () =>
    withRollback(async (db) => {
      const { ctx, user } = await makePerson(db)
      await db.insert(tokens).values({ userId: user.id, name: 't', hash: randomUUID(), scopes: ['read'], version: 1 })
      const { id } = await give(db, user.id)
      await unlinkIdentity(ctx, id, PASSWORD)
      expect(await db.$count(tokens, eq(tokens.userId, user.id))).toBe(1)
      expect(await db.$count(sessions, eq(sessions.userId, user.id))).toBe(1)
    }))
})

describe('unlinking both at the same moment', () => {
  const made: string[] = []
  afterAll(async () => {
    for (const id of made) await testPool().query('delete from users where id = $1', [id])
  })

  it('leaves one', async () => {
    const db = openDatabase(testPool())
    for (let round = 0; round < 5; round += 1) {
      const { ctx, user } = await makePerson(db, { passwordHash: null })
      made.push(user.id)
      const both = [await give(db, user.id), await give(db, user.id)]
      const results = await Promise.allSettled(both.map(({ id }) => unlinkIdentity(ctx, id, undefined)))
      expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
      expect(await db.$count(identities, eq(identities.userId, user.id))).toBe(1)
    }
    expect(await db.$count(users, eq(users.id, made[0] ?? ''))).toBe(1)
  })
})
