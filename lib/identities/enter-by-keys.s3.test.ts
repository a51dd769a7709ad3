import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Database } from '@/db/client'
import { identities } from '@/db/schema/entry'
import { sessions, users } from '@/db/schema/users'
import { withRollback } from '@/db/testing/database'
import { missingForRadosgw, type Radosgw, type S3Account, startRadosgw } from '../../scripts/testing/radosgw'
import { createInvitation } from '../admin/invitations'
import { InvitationMaking } from '../admin/invitations-contract'
import { LOG_IN_PAIR } from '../auth/attempts'
import { sealTotpSecret } from '../auth/second-factor'
import { HandClock, WatchedLanes } from '../auth/testing/hand-clock'
import { makePerson, PASSWORD } from '../auth/testing/person'
import { makeTotpSecret, totpCode } from '../auth/totp'
import { allowReading, makeTestBucket } from '../storage/testing/test-bucket'
import { enterByKeys } from './enter-by-keys'
import { listIdentities } from './identities'
import { linkKeys } from './link-keys'
import { ARRIVAL, BASE } from './testing/arrivals'

const settings = vi.hoisted(() => ({}) as Record<string, unknown>)
vi.mock('../env', async (load) => ({ ...(await load<object>()), env: () => settings }))

const missing = await missingForRadosgw()
const newEmail = () => `k-${randomUUID().slice(0, 8)}@example.org`
const REFUSED = expect.objectContaining({
  code: 'unauthenticated',
  message: 'These keys do not open the bucket. Check both; they may be disabled, too.',
})
const code = (expected: string) => expect.objectContaining({ code: expected })

describe.skipIf(missing.length > 0)('keys of a bucket', () => {
  let server: Radosgw
  let bucket: string
  let reader: S3Account
  let disabled: S3Account

  beforeAll(async () => {
    server = await startRadosgw()
    bucket = await makeTestBucket(server)
    reader = await server.addUser('reader')
    disabled = await server.addUser('disabled')
    await allowReading(server, bucket, ['reader', 'disabled'])
  }, 120_000)
  afterAll(() => server.stop())
  beforeEach(() => {
    const place = { S3_LOGIN_ENDPOINT: server.endpoint, S3_LOGIN_BUCKET: bucket, S3_LOGIN_REGION: 'us-east-1' }
    Object.assign(settings, BASE, place, { S3_LOGIN_FORCE_PATH_STYLE: true, PASSWORD_LOGIN: true })
  })

  const enter = (db: Database, keys: S3Account, more: { email?: string; code?: string; invitation?: string } = {}) =>
    enterByKeys(db, { ...keys, ...more }, ARRIVAL)

  it('make an account once, and open it from then on', () =>
    withRollback(async (db) => {
      await makePerson(db)
      const email = newEmail()
      await expect(enter(db, server.owner)).rejects.toMatchObject({ code: 'invalid', errors: [{ path: 'email' }] })
      const first = await enter(db, server.owner, { email })
      expect((await enter(db, server.owner)).sub).toBe(first.sub)
      const [user] = await db.select().from(users).where(eq(users.id, first.sub))
      expect(user).toMatchObject({ email, passwordHash: null, role: 'user' })
      const [identity] = await db.select().from(identities).where(eq(identities.userId, first.sub))
      const { accessKeyId: subject } = server.owner
      expect(identity).toMatchObject({ kind: 's3', issuer: `${server.endpoint}/${bucket}`, subject })
    }))

  it('that may only read open an account too, one of their own', () =>
    withRollback(async (db) => {
      await makePerson(db)
      const read = await enter(db, reader, { email: newEmail() })
      expect((await enter(db, server.owner, { email: newEmail() })).sub).not.toBe(read.sub)
    }))

  it('that are wrong, unknown, without access or disabled are refused alike', () =>
    withRollback(async (db) => {
      await makePerson(db)
      await expect(enter(db, disabled, { email: newEmail() })).resolves.toBeDefined()
      await server.suspend('disabled')
      const { owner } = server
      const refused: S3Account[] = [
        { ...owner, secretAccessKey: `${owner.secretAccessKey}x` },
        { ...owner, secretAccessKey: reader.secretAccessKey },
        { accessKeyId: 'UNKNOWN', secretAccessKey: owner.secretAccessKey },
        server.stranger,
        disabled,
        { accessKeyId: '', secretAccessKey: '' },
        { ...owner, secretAccessKey: '' },
        { accessKeyId: 'a/b, SignedHeaders=x', secretAccessKey: 'x' },
        { accessKeyId: 'a\r\nx: y', secretAccessKey: 'x' },
        { ...owner, secretAccessKey: 'ü' },
      ]
      for (const keys of refused) await expect(enter(db, keys), keys.accessKeyId).rejects.toEqual(REFUSED)
    }))

  it('are not looked for among accounts before they are right', () =>
    withRollback(async (db) => {
      await makePerson(db)
      await enter(db, server.owner, { email: newEmail() })
      const asked: string[] = []
      const watched = new Proxy(db, {
        get(target, name) {
          if (name === 'select' || name === 'transaction' || name === 'execute') asked.push(name)
          const value = Reflect.get(target, name)
          return typeof value === 'function' ? value.bind(target) : value
        },
      })
      const wrong = { secretAccessKey: 'wrong' }
      await expect(enter(watched, { ...server.owner, ...wrong })).rejects.toEqual(REFUSED)
      await expect(enter(watched, { accessKeyId: 'UNKNOWN', ...wrong })).rejects.toEqual(REFUSED)
      expect(asked).toEqual([])
      await enter(watched, server.owner)
      expect(asked).not.toEqual([])
    }))

  it('say something else when the server is away, or has no such bucket', () =>
    withRollback(async (db) => {
      settings.S3_LOGIN_BUCKET = 'no-such-bucket'
      await expect(enter(db, server.owner)).rejects.toEqual(code('unavailable'))
      Object.assign(settings, { S3_LOGIN_BUCKET: bucket, S3_LOGIN_ENDPOINT: 'http://127.0.0.1:9' })
      await expect(enter(db, server.owner)).rejects.toEqual(code('unavailable'))
    }))

  it('make no account where there may be none, nor take that of an e-mail address', () =>
    withRollback(async (db) => {
      const { user } = await makePerson(db)
      await expect(enter(db, server.owner, { email: user.email })).rejects.toMatchObject({
        code: 'conflict',
        errors: [{ path: 'email' }],
      })
      settings.SIGNUP = 'closed'
      await expect(enter(db, server.owner)).rejects.toEqual(code('forbidden'))
      await expect(enter(db, server.owner, { email: newEmail() })).rejects.toEqual(code('forbidden'))
    }))

  it('make the account of an invitation in a closed library, also where nothing else lets anybody in', () =>
    withRollback(async (db) => {
      Object.assign(settings, { SIGNUP: 'closed', PASSWORD_LOGIN: false })
      const admin = await makePerson(db, { role: 'admin' })
      const email = newEmail()
      const making = InvitationMaking.parse({ email, role: 'admin', quotaBytes: 4000 })
      const { url } = await createInvitation(admin.ctx, making, 'http://asked.example')
      const invitation = url.split('/').at(-1) as string
      const field = { code: 'invalid', errors: [{ path: 'email' }] }
      await expect(enter(db, server.owner, { invitation })).rejects.toMatchObject(field)
      await expect(enter(db, server.owner, { invitation, email: newEmail() })).rejects.toMatchObject(field)
      await expect(enter(db, server.owner, { invitation: 'A'.repeat(22), email })).rejects.toEqual(code('forbidden'))
      const { sub } = await enter(db, server.owner, { invitation, email })
      const [user] = await db.select().from(users).where(eq(users.id, sub))
      expect(user).toMatchObject({ email, role: 'admin', quotaBytes: 4000, passwordHash: null })
      await expect(enter(db, reader, { invitation, email: newEmail() })).rejects.toEqual(code('forbidden'))
      expect((await enter(db, server.owner)).sub).toBe(sub)
    }))

  it('are tried as often as passwords; beyond that a right one gets through', () =>
    withRollback(async (db) => {
      await makePerson(db)
      await enter(db, server.owner, { email: newEmail() })
      const clock = new HandClock()
      const lanes = new WatchedLanes(clock)
      const wrong = { ...server.owner, secretAccessKey: 'wrong' }
      for (let n = 0; n < LOG_IN_PAIR.count; n += 1)
        await expect(enterByKeys(db, wrong, ARRIVAL, lanes)).rejects.toEqual(REFUSED)
      await expect(clock.until(enterByKeys(db, wrong, ARRIVAL, lanes), lanes)).rejects.toEqual(code('rate_limited'))
      await clock.pass(120_000)
      expect(await clock.until(enterByKeys(db, server.owner, ARRIVAL, lanes), lanes)).toBeDefined()
    }))

  it('stand for the first factor, and open no disabled account', () =>
    withRollback(async (db) => {
      await makePerson(db)
      const { sub } = await enter(db, server.owner, { email: newEmail() })
      const secret = makeTotpSecret()
      await db
        .update(users)
        .set({ totpSecret: sealTotpSecret(secret, sub) })
        .where(eq(users.id, sub))
      const before = await db.$count(sessions, eq(sessions.userId, sub))
      await expect(enter(db, server.owner)).rejects.toEqual(code('second_factor_needed'))
      expect(await db.$count(sessions, eq(sessions.userId, sub))).toBe(before)
      expect((await enter(db, server.owner, { code: totpCode(secret, Date.now()) })).sub).toBe(sub)
      await db.update(users).set({ disabledAt: new Date() }).where(eq(users.id, sub))
      await expect(enter(db, server.owner)).rejects.toEqual(code('forbidden'))
    }))

  it('are linked by who is logged in, with the password, and to one account', () =>
    withRollback(async (db) => {
      const [ada, bob] = [await makePerson(db), await makePerson(db)]
      const link = (person: typeof ada, keys: S3Account, currentPassword?: string) =>
        linkKeys(person.ctx, { ...keys, currentPassword }, '192.0.2.9')
      await expect(link(ada, server.owner)).rejects.toEqual(code('invalid'))
      await expect(link(ada, { ...server.owner, secretAccessKey: 'x' }, PASSWORD)).rejects.toEqual(code('forbidden'))
      await link(ada, server.owner, PASSWORD)
      await expect(link(bob, server.owner, PASSWORD)).rejects.toEqual(code('conflict'))
      expect(await listIdentities(ada.ctx)).toMatchObject([{ kind: 's3', name: 'S3 keys', usable: true }])
      expect(await listIdentities(bob.ctx)).toEqual([])
      expect((await enter(db, server.owner)).sub).toBe(ada.user.id)
    }))
})
