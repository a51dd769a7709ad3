import { eq, sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Database } from '@/db/client'
import { sourceScans, sources } from '@/db/schema/sources'
import { withRollback } from '@/db/testing/database'
import { makeUser } from '@/db/testing/factories'
import { type Actor, ANONYMOUS, type Role } from '../../context/actor'
import type { Context } from '../../context/context'
import * as environment from '../../env'
import type { ObjectStore } from '../../storage/object-store'
import { CreateSource } from '../ground/contract'
import { openCredentials } from '../ground/credentials'
import { createSource } from './create-source'
import { deleteSource } from './delete-source'
import { getSource } from './get-source'
import { listScans } from './list-scans'
import { listSources } from './list-sources'
import { steerScan } from './steer-scan'
import { updateSource } from './update-source'

const SECRET = 'a secret that is long enough for the rules'
const KEYS = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG' }

let settings: Partial<environment.Env>
beforeEach(() => {
  settings = {}
  const real = environment.env()
  vi.spyOn(environment, 'env').mockImplementation(() => ({ ...real, AUTH_SECRET: SECRET, ...settings }))
})
afterEach(() => vi.restoreAllMocks())

async function world(db: Database) {
  const [ann, bob, chief] = [await makeUser(db), await makeUser(db), await makeUser(db, { role: 'admin' })]
  const context = (actor: Actor): Context => ({ db, actor, store: {} as ObjectStore })
  const as = ({ id: userId, username, name }: typeof ann, role: Role = 'user') =>
    context({ kind: 'user', userId, username, name, role, sessionId: 's' })
  return { ann, asAnn: as(ann), asBob: as(bob), asChief: as(chief, 'admin'), asNobody: context(ANONYMOUS) }
}

const bucket = (more: object = {}) =>
  CreateSource.parse({ name: 'Photos', kind: 's3', bucket: 'photos', ...KEYS, ...more })
const folder = (path: string) => CreateSource.parse({ name: 'NAS', kind: 'directory', path })
const jobs = async (db: Database, task: string) => {
  const found = await db.execute(
    sql`select count(*)::int as n from graphile_worker.jobs where task_identifier = ${task} and locked_by is null`,
  )
  return found.rows[0]?.n
}

describe('a source', () => {
  it('is its owner’s alone, private, and never tells its keys', () =>
    withRollback(async (db) => {
      const { ann, asAnn, asBob, asNobody } = await world(db)
      const made = await createSource(asAnn, bucket())
      expect(made).toMatchObject({ hasKeys: true, visibility: 'private', scan: null, prefix: '', rescanMinutes: 1440 })
      expect(made.counts).toEqual({ photos: 0, missing: 0, failed: 0, notShown: 0 })
      const told = JSON.stringify([made, await getSource(asAnn, made.id), await listSources(asAnn, { limit: 10 })])
      for (const secret of Object.values(KEYS)) expect(told).not.toContain(secret)
      const [row] = await db.select().from(sources).where(eq(sources.id, made.id))
      expect(row?.ownerId).toBe(ann.id)
      expect(JSON.stringify(row)).not.toContain(KEYS.secretAccessKey)
      expect(openCredentials(row?.credentials ?? '', made.id, SECRET)).toEqual(KEYS)
      expect(await listSources(asBob, { limit: 10 })).toEqual({ items: [], next: null })
      for (const call of [
        () => getSource(asBob, made.id),
        () => updateSource(asBob, made.id, { name: 'x' }),
        () => deleteSource(asBob, made.id),
        () => listScans(asBob, { sourceId: made.id, limit: 10 }),
        () => steerScan(asBob, { sourceId: made.id, action: 'start' }),
      ]) {
        await expect(call()).rejects.toMatchObject({ code: 'not_found' })
      }
      await expect(createSource(asNobody, bucket())).rejects.toMatchObject({ code: 'unauthenticated' })
      await expect(getSource(asNobody, made.id)).rejects.toMatchObject({ code: 'unauthenticated' })
      expect((await getSource(asAnn, made.id)).name).toBe('Photos')
      expect(await db.$count(sourceScans)).toBe(0)
    }))

  it('a public bucket needs no keys', () =>
    withRollback(async (db) => {
      const { asAnn } = await world(db)
      const input = CreateSource.parse({ name: 'Open', kind: 's3', bucket: 'open-data', visibility: 'public' })
      expect(await createSource(asAnn, input)).toMatchObject({ hasKeys: false, visibility: 'public' })
    }))

  it('lists page by page, newest first', () =>
    withRollback(async (db) => {
      const { asAnn } = await world(db)
      const ids: string[] = []
      for (const name of ['a', 'b', 'c']) ids.unshift((await createSource(asAnn, bucket({ name }))).id)
      const first = await listSources(asAnn, { limit: 2 })
      const second = await listSources(asAnn, { limit: 2, cursor: first.next ?? '' })
      expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids)
      expect(second.next).toBeNull()
      await expect(listSources(asAnn, { limit: 2, cursor: 'nonsense' })).rejects.toMatchObject({ code: 'invalid' })
    }))
})

describe('where a source may lie', () => {
  const addresses: [string, 'private' | 'never'][] = [
    ['http://127.0.0.1:9000', 'private'],
    ['http://localhost:9000', 'private'],
    ['http://minio.localhost', 'private'],
    ['http://[::1]:9000', 'private'],
    ['http://2130706433:9000', 'private'],
    ['http://0x7f.1', 'private'],
    ['https://192.168.1.4', 'private'],
    ['https://10.0.0.1', 'private'],
    ['https://[fd12::1]', 'private'],
    ['https://[::ffff:10.0.0.1]', 'private'],
    ['http://169.254.169.254', 'never'],
    ['http://[::ffff:169.254.169.254]', 'never'],
    ['http://[64:ff9b::a9fe:a9fe]', 'never'],
    ['http://[fe80::1]', 'never'],
    ['http://[fd00:ec2::254]', 'never'],
    ['http://100.100.100.200', 'never'],
    ['http://168.63.129.16', 'never'],
    ['http://0.0.0.0:9000', 'never'],
    ['http://255.255.255.255', 'never'],
    ['http://224.0.0.1', 'never'],
    ['http://192.88.99.1', 'never'],
    ['http://[2001::1]', 'never'],
    ['http://[5f00::1]', 'never'],
  ]
  it.each(addresses)('%s: %s', (endpoint, class_) =>
    withRollback(async (db) => {
      const { asAnn, asChief } = await world(db)
      const refused = { code: 'invalid', errors: [{ path: 'endpoint' }] }
      await expect(createSource(asAnn, bucket({ endpoint }))).rejects.toMatchObject(refused)
      const chief = createSource(asChief, bucket({ endpoint }))
      if (class_ === 'private') expect((await chief).endpoint).toBe(endpoint)
      else await expect(chief).rejects.toMatchObject(refused)
      settings = { SOURCE_PRIVATE_ENDPOINTS: 'everyone' }
      const everyone = createSource(asAnn, bucket({ endpoint }))
      if (class_ === 'private') expect((await everyone).hasKeys).toBe(true)
      else await expect(everyone).rejects.toMatchObject(refused)
      settings = { SOURCE_PRIVATE_ENDPOINTS: 'nobody' }
      await expect(createSource(asChief, bucket({ endpoint }))).rejects.toMatchObject(refused)
    }),
  )

  it('folders: below the roots, and for administrators unless everyone may', () =>
    withRollback(async (db) => {
      const { asAnn, asChief } = await world(db)
      await expect(createSource(asChief, folder('/mnt/photos'))).rejects.toThrow(/No folder of the server is allowed/)
      settings = { SOURCE_ROOTS: '/mnt/photos:/srv/scans' }
      await expect(createSource(asAnn, folder('/mnt/photos'))).rejects.toMatchObject({ code: 'forbidden' })
      for (const path of ['/mnt/photos', '/mnt/photos/2019', '/srv/scans/']) {
        expect((await createSource(asChief, folder(path))).path).toBe(path)
      }
      for (const path of ['/mnt/photos2', '/mnt', '/', '/etc/passwd']) {
        await expect(createSource(asChief, folder(path))).rejects.toMatchObject({ code: 'invalid' })
      }
      settings = { SOURCE_ROOTS: '/mnt/photos', SOURCE_ROOTS_FOR: 'everyone' }
      const mine = await createSource(asAnn, folder('/mnt/photos/ann'))
      await expect(updateSource(asAnn, mine.id, { path: '/root' })).rejects.toMatchObject({ code: 'invalid' })
      await expect(updateSource(asAnn, mine.id, { bucket: 'x' })).rejects.toMatchObject({ code: 'invalid' })
    }))
})

describe('a change', () => {
  it('keeps what is not named; limits are taken away by null', () =>
    withRollback(async (db) => {
      const { asAnn } = await world(db)
      const made = await createSource(asAnn, bucket({ bytesPerSecond: 1_000_000, prefix: 'a/' }))
      const changed = await updateSource(asAnn, made.id, { name: 'New', rescanMinutes: null, bytesPerSecond: null })
      expect(changed).toMatchObject({
        name: 'New',
        prefix: 'a/',
        rescanMinutes: null,
        bytesPerSecond: null,
        hasKeys: true,
      })
    }))

  it('stored keys never go to another endpoint', () =>
    withRollback(async (db) => {
      const { asAnn } = await world(db)
      const made = await createSource(asAnn, bucket({ endpoint: 'https://s3.example.org' }))
      const elsewhere = { endpoint: 'https://evil.example.com' }
      await expect(updateSource(asAnn, made.id, elsewhere)).rejects.toThrow(/Give both keys again/)
      await expect(updateSource(asAnn, made.id, { endpoint: null })).rejects.toThrow(/Give both keys again/)
      await expect(updateSource(asAnn, made.id, { accessKeyId: 'x' })).rejects.toThrow(/give both keys/)
      const other = { accessKeyId: 'A', secretAccessKey: 'B' }
      const changed = await updateSource(asAnn, made.id, { ...elsewhere, ...other })
      expect(changed.endpoint).toBe(elsewhere.endpoint)
      const [row] = await db.select().from(sources).where(eq(sources.id, made.id))
      expect(openCredentials(row?.credentials ?? '', made.id, SECRET)).toEqual(other)
      const none = await updateSource(asAnn, made.id, { accessKeyId: null, secretAccessKey: null, endpoint: null })
      expect(none).toMatchObject({ hasKeys: false, endpoint: null })
    }))

  it('of the place waits until no scan is open', () =>
    withRollback(async (db) => {
      const { asAnn } = await world(db)
      const { id } = await createSource(asAnn, bucket())
      await steerScan(asAnn, { sourceId: id, action: 'start' })
      await expect(updateSource(asAnn, id, { prefix: 'x/' })).rejects.toMatchObject({ code: 'conflict' })
      expect(await updateSource(asAnn, id, { name: 'still', prefix: '' })).toMatchObject({ name: 'still' })
      await steerScan(asAnn, { sourceId: id, action: 'stop' })
      expect(await updateSource(asAnn, id, { prefix: 'x/' })).toMatchObject({ prefix: 'x/' })
    }))
})

describe('scans and the end', () => {
  it('are started, paused, resumed, stopped, and listed', () =>
    withRollback(async (db) => {
      const { asAnn } = await world(db)
      const { id } = await createSource(asAnn, bucket())
      const steer = (action: 'start' | 'pause' | 'resume' | 'stop') => steerScan(asAnn, { sourceId: id, action })
      for (const action of ['pause', 'resume', 'stop'] as const) {
        await expect(steer(action)).rejects.toMatchObject({ code: 'conflict' })
      }
      const scan = await steer('start')
      expect(scan).toMatchObject({ status: 'running', listed: 0, pending: 0, secondsLeft: null })
      expect((await steer('start')).id).toBe(scan.id)
      expect(await jobs(db, 'source.scan')).toBe(1)
      expect(await steer('pause')).toMatchObject({ status: 'paused', reason: null, photosPerSecond: null })
      expect((await getSource(asAnn, id)).scan?.status).toBe('paused')
      expect((await steer('resume')).status).toBe('running')
      expect((await steer('stop')).finishedAt).not.toBeNull()
      const second = await steer('start')
      const { items } = await listScans(asAnn, { sourceId: id, limit: 10 })
      expect(items.map((one) => one.id)).toEqual([second.id, scan.id])
    }))

  it('a disconnected source is gone at once, keys first; a job forgets the rest', () =>
    withRollback(async (db) => {
      const { asAnn } = await world(db)
      const { id } = await createSource(asAnn, bucket())
      await deleteSource(asAnn, id)
      await expect(getSource(asAnn, id)).rejects.toMatchObject({ code: 'not_found' })
      await expect(deleteSource(asAnn, id)).rejects.toMatchObject({ code: 'not_found' })
      expect(await listSources(asAnn, { limit: 10 })).toEqual({ items: [], next: null })
      const [row] = await db.select().from(sources).where(eq(sources.id, id))
      expect(row).toMatchObject({ credentials: null, deletedAt: expect.any(Date) })
      expect(await jobs(db, 'sources.tend')).toBe(1)
    }))
})
