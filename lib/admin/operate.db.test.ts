import { sql } from 'drizzle-orm'
import { describe, expect, it, vi } from 'vitest'
import type { Database } from '@/db/client'
import { withRollback } from '@/db/testing/database'
import { makePhoto } from '@/db/testing/factories'
import { forgetAudit } from '../audit/forget'
import { makePerson } from '../auth/testing/person'
import type { Context } from '../context/context'
import { AuditQuery } from './audit-contract'
import { getStats } from './get-stats'
import { listJobs, pauseTask, retryJob, retryJobs } from './jobs'
import { JobsQuery } from './jobs-contract'
import { exportAudit, listAudit } from './list-audit'
import { changeSettings, getSettings } from './settings'

const environment = vi.hoisted(() => ({ SIGNUP: undefined as 'open' | 'invite' | 'closed' | undefined }))
vi.mock('../env', async (original) => {
  const module = await original<typeof import('../env')>()
  return { ...module, env: () => ({ ...module.env(), ...environment }) }
})

const code = (expected: string) => expect.objectContaining({ code: expected })
const TASK = 'photo.redraw' as const

async function addJob(db: Database, state: 'waiting' | 'failed' | 'retrying', error = 'internal'): Promise<string> {
  const { rows } = await db.execute<{ id: string }>(
    sql`select id from graphile_worker.add_job(${TASK}, payload := '{"photoId":"secret"}'::json, max_attempts := 25)`,
  )
  const id = String(rows[0]?.id)
  if (state !== 'waiting') {
    await db.execute(sql`update graphile_worker._private_jobs set attempts = ${state === 'failed' ? 25 : 3}, last_error = ${error}
      where id = ${id}::bigint`)
  }
  return id
}

const jobsOf = (ctx: Context, query: object = {}) => listJobs(ctx, JobsQuery.parse({ task: TASK, ...query }))

describe('jobs', () => {
  it('are listed by state with the code of their failure, and without what they are about', () =>
    withRollback(async (db) => {
      const admin = await makePerson(db, { role: 'admin' })
      const waiting = await addJob(db, 'waiting')
      const failed = await addJob(db, 'failed', 'unavailable')
      const retrying = await addJob(db, 'retrying', 'could not read /home/ada/secret.jpg')
      const page = await jobsOf(admin.ctx)
      expect(page.items.map(({ id, state, reason }) => ({ id, state, reason }))).toEqual([
        { id: retrying, state: 'retrying', reason: 'internal' },
        { id: failed, state: 'failed', reason: 'unavailable' },
        { id: waiting, state: 'waiting', reason: null },
      ])
      expect(JSON.stringify(page)).not.toContain('secret')
      expect(page.kinds.find(({ task }) => task === TASK)).toMatchObject({
        waiting: 1,
        failed: 1,
        retrying: 1,
        paused: false,
      })
      expect((await jobsOf(admin.ctx, { state: 'failed' })).items.map(({ id }) => id)).toEqual([failed])
      const first = await jobsOf(admin.ctx, { limit: 2 })
      const second = await jobsOf(admin.ctx, { limit: 2, cursor: first.next })
      expect([...first.items, ...second.items].map(({ id }) => id)).toEqual([retrying, failed, waiting])
      expect(second.next).toBeNull()
    }))

  it('are tried again one by one and all together; one that runs is left alone', () =>
    withRollback(async (db) => {
      const admin = await makePerson(db, { role: 'admin' })
      const one = await addJob(db, 'failed')
      expect(await retryJob(admin.ctx, one)).toMatchObject({ id: one, attempts: 0 })
      await addJob(db, 'failed')
      await addJob(db, 'waiting')
      expect(await retryJobs(admin.ctx, TASK)).toBe(2)
      expect((await jobsOf(admin.ctx, { state: 'failed' })).items).toEqual([])
      await db.execute(
        sql`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'w' where id = ${one}::bigint`,
      )
      await expect(retryJob(admin.ctx, one)).rejects.toEqual(code('conflict'))
      await expect(retryJob(admin.ctx, '999999999999')).rejects.toEqual(code('not_found'))
    }))

  it('of a kind are paused and go on', () =>
    withRollback(async (db) => {
      const admin = await makePerson(db, { role: 'admin' })
      const paused = async () => (await jobsOf(admin.ctx)).kinds.filter((kind) => kind.paused).map(({ task }) => task)
      await pauseTask(admin.ctx, TASK, true)
      await pauseTask(admin.ctx, 'counters.fold', true)
      await pauseTask(admin.ctx, TASK, true)
      expect(await paused()).toEqual([TASK, 'counters.fold'])
      await pauseTask(admin.ctx, TASK, false)
      expect(await paused()).toEqual(['counters.fold'])
      const { items } = await listAudit(admin.ctx, AuditQuery.parse({ person: admin.user.username }))
      expect(items.map(({ action }) => action)).toEqual(['jobs.resumed', 'jobs.paused', 'jobs.paused'])
    }))
})

describe('the audit log', () => {
  it('is filtered, paged, exported and forgotten after a year', () =>
    withRollback(async (db) => {
      const admin = await makePerson(db, { role: 'admin' })
      const name = admin.user.username
      for (const [action, at] of [
        ['jobs.paused', '2020-01-05'],
        ['jobs.resumed', '2020-01-05'],
        ['settings.changed', new Date().toISOString()],
      ]) {
        await db.execute(sql`insert into audit_log (action, actor_id, actor_name, at, details)
          values (${action}, ${admin.user.id}, ${name}, ${at}::timestamptz, '{"task":"=1+1"}')`)
      }
      const asked = async (query: object) =>
        (await listAudit(admin.ctx, AuditQuery.parse({ person: name, ...query }))).items.map(({ action }) => action)
      expect(await asked({})).toEqual(['settings.changed', 'jobs.resumed', 'jobs.paused'])
      expect(await asked({ action: 'jobs.paused' })).toEqual(['jobs.paused'])
      expect(await asked({ after: '2020-01-05', before: '2020-01-05' })).toEqual(['jobs.resumed', 'jobs.paused'])
      expect(await asked({ before: '2020-01-04' })).toEqual([])
      const first = await listAudit(admin.ctx, AuditQuery.parse({ person: name, limit: 2 }))
      expect(await asked({ limit: 2, cursor: first.next })).toEqual(['jobs.paused'])
      const lines: string[] = []
      for await (const line of await exportAudit(admin.ctx, { person: name })) lines.push(line)
      expect(lines).toHaveLength(5)
      expect(lines[0]).toBe('"at","action","actor","subject","address","details","actorId","subjectId"\r\n')
      expect(lines[1]).toContain(`"audit.exported","${name}","","","{""filters"":[""person""]}","${admin.user.id}",""`)
      expect(lines[2]).toContain(`"settings.changed","${name}","","","{""task"":""=1+1""}"`)
      await forgetAudit(db)
      expect(await asked({})).toEqual(['audit.exported', 'settings.changed'])
    }))
})

describe('settings', () => {
  it('hold until they are changed; what the environment says is fixed', () =>
    withRollback(async (db) => {
      const admin = await makePerson(db, { role: 'admin' })
      expect(await getSettings(admin.ctx)).toEqual({
        signup: 'open',
        signupFixed: false,
        adminSecondFactor: false,
        newQuotaBytes: null,
        maxUploadBytes: 200_000_000,
        sourceMaxObjects: 5_000_000,
        sourceMaxObjectsAccounts: 500_000,
        usual: { maxUploadBytes: 200_000_000, sourceMaxObjects: 5_000_000, sourceMaxObjectsAccounts: 500_000 },
        fixed: [],
        maxPixels: 100_000_000,
      })
      expect(await changeSettings(admin.ctx, { signup: 'closed', newQuotaBytes: 9 })).toMatchObject({
        signup: 'closed',
      })
      expect(await changeSettings(admin.ctx, { newQuotaBytes: null })).toMatchObject({
        signup: 'closed',
        newQuotaBytes: null,
      })
      environment.SIGNUP = 'invite'
      try {
        expect(await getSettings(admin.ctx)).toMatchObject({ signup: 'invite', signupFixed: true })
        await expect(changeSettings(admin.ctx, { signup: 'open' })).rejects.toEqual(code('conflict'))
      } finally {
        environment.SIGNUP = undefined
      }
    }))
})

describe('operating the library', () => {
  it('tells numbers of everybody, and nothing else', () =>
    withRollback(async (db) => {
      const admin = await makePerson(db, { role: 'admin' })
      const before = await getStats(admin.ctx)
      await makePhoto(db, admin.user.id, { bytes: 11, title: 'A secret title' })
      await makePhoto(db, admin.user.id, { bytes: 7, status: 'failed', failure: 'secret' })
      await makePhoto(db, admin.user.id, { bytes: 5, deletedAt: new Date() })
      const after = await getStats(admin.ctx)
      expect(after.photos.total - before.photos.total).toBe(3)
      expect(after.photos.ready - before.photos.ready).toBe(1)
      expect(after.photos.failed - before.photos.failed).toBe(1)
      expect(after.photos.trashed - before.photos.trashed).toBe(1)
      expect(after.bytes.uploads - before.bytes.uploads).toBe(23)
      expect(after.people.administrators).toBeGreaterThan(0)
      expect(after.growth).toHaveLength(24)
      expect((after.growth.at(-1)?.photos ?? 0) - (before.growth.at(-1)?.photos ?? 0)).toBe(3)
      expect(JSON.stringify(after)).not.toContain('secret')
    }))

  it('is for administrators alone', () =>
    withRollback(async (db) => {
      const { ctx } = await makePerson(db)
      for (const refused of [
        () => jobsOf(ctx),
        () => retryJob(ctx, '1'),
        () => retryJobs(ctx),
        () => pauseTask(ctx, TASK, true),
        () => listAudit(ctx, AuditQuery.parse({})),
        () => exportAudit(ctx, {}),
        () => getStats(ctx),
        () => getSettings(ctx),
        () => changeSettings(ctx, { signup: 'open' }),
      ]) {
        await expect(refused()).rejects.toEqual(code('not_found'))
      }
    }))
})
