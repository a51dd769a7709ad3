import { randomBytes, randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it, vi } from 'vitest'
import { openDatabase } from '@/db/client'
import { createDatabase, TEMPLATE } from '@/db/testing/own-database'
import { AppError } from '../errors/app-error'
import { countWorkers, holdWorkerLock, unlockDeadWorkers } from './dead-workers'
import { enqueue } from './enqueue'
import { type JobHandlers, runWorker } from './runner'

// A database of its own: a runner takes every job it finds.
let url: string
let pool: pg.Pool

beforeAll(async () => {
  url = await createDatabase(inject('databaseUrl'), `jobs_${randomBytes(6).toString('hex')}`, TEMPLATE)
  pool = new pg.Pool({ connectionString: url, max: 10 })
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
})

beforeEach(async () => {
  await pool.query('delete from graphile_worker._private_jobs')
})

afterAll(async () => {
  await pool.end()
})

const idle: JobHandlers = {
  'photo.process': async () => undefined,
  'photo.redraw': async () => undefined,
  'photo.heal': async () => undefined,
  'photo.locate': async () => undefined,
  'photos.turn': async () => undefined,
  'photos.describe': async () => undefined,
  'duplicates.keep': async () => undefined,
  'objects.delete': async () => undefined,
  'uploads.expire': async () => undefined,
  'audit.forget': async () => undefined,
  'trash.empty': async () => undefined,
  'counters.fold': async () => undefined,
  'counters.check': async () => undefined,
  'source.scan': async () => undefined,
  'source.index': async () => undefined,
  'source.look': async () => undefined,
  'sources.tend': async () => undefined,
  'mail.send': async () => undefined,
  'webhooks.deliver': async () => undefined,
}

interface JobRow {
  key: string | null
  attempts: number
  last_error: string | null
  locked_by: string | null
  later: boolean
}

async function jobs(): Promise<JobRow[]> {
  const { rows } = await pool.query<JobRow>(
    'select key, attempts, last_error, locked_by, run_at > now() as later from graphile_worker.jobs order by id',
  )
  return rows
}

async function until(what: string, ask: () => boolean | Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 100_000; !(await ask()); await sleep(20)) {
    if (Date.now() > deadline) throw new Error(`not within 30 s: ${what}`)
  }
}

async function withWorker(handlers: Partial<JobHandlers>, test: (stop: () => Promise<void>) => Promise<void>) {
  const worker = await runWorker({
    pool,
    databaseUrl: url,
    handlers: { ...idle, ...handlers },
    concurrency: 2,
    onLost: () => undefined,
    abortAfterMs: 200,
  })
  let stopped: Promise<void> | undefined
  const stop = () => {
    stopped ??= worker.stop()
    return stopped
  }
  await test(stop).finally(stop)
}

const db = () => openDatabase(pool)
const photoId = randomUUID()

describe('runWorker', () => {
  it('hands the parsed payload to the handler and removes the job when it is done', async () => {
    const seen: unknown[] = []
    await enqueue(db(), 'photo.process', { photoId })
    const process = async (payload: unknown) => void seen.push(payload)
    await withWorker({ 'photo.process': process }, async () => {
      await until('the job is gone', async () => (await jobs()).length === 0)
    })
    expect(seen).toEqual([{ photoId }])
  })

  it.each([
    ['throws', 'error', () => Promise.reject(new Error('SECRETNAME.jpg'))],
    ['says that it failed', 'warn', async () => 'failed' as const],
  ])('logs a job that %s as failed, with its attempts and nothing of people', async (_name, level, handler) => {
    const written: string[] = []
    const spy = vi.spyOn(process.stdout, 'write').mockImplementation((line) => written.push(String(line)) > 0)
    try {
      await enqueue(db(), 'photo.process', { photoId })
      await withWorker({ 'photo.process': handler }, async () => {
        await until('an event', () => written.some((line) => line.includes('"job.failed"')))
      })
    } finally {
      spy.mockRestore()
    }
    const event = JSON.parse(written.find((line) => line.includes('"job.failed"')) ?? '{}')
    expect(event).toMatchObject({ level, task: 'photo.process', photoId, attempt: 1, of: 25, outcome: 'failed' })
    expect(written.join('')).not.toContain('SECRETNAME')
  })

  it.each([
    ['with a key', 'photo:1'],
    ['without a key', undefined],
  ])('puts a job back, untried, when the store is away: %s', async (_name, jobKey) => {
    let calls = 0
    await enqueue(db(), 'photo.process', { photoId }, { jobKey })
    const away = async () => {
      calls += 1
      throw new AppError('unavailable', 'The store does not answer.')
    }
    await withWorker({ 'photo.process': away }, async () => {
      await until('it waits', async () => (await jobs()).some((job) => job.later && job.locked_by === null))
    })
    expect(calls).toBe(1)
    expect(await jobs()).toEqual([{ key: jobKey ?? null, attempts: 0, last_error: null, locked_by: null, later: true }])
  })

  it('counts any other failure as an attempt and keeps only its code', async () => {
    await enqueue(db(), 'photo.process', { photoId })
    const broken = async () => {
      throw new Error('password=hunter2')
    }
    await withWorker({ 'photo.process': broken }, async () => {
      await until('it failed', async () => (await jobs()).some((job) => job.attempts === 1 && job.locked_by === null))
    })
    expect(await jobs()).toMatchObject([{ attempts: 1, last_error: 'internal', later: true }])
  })

  it('never calls a handler with a payload that breaks its contract', async () => {
    let called = false
    await pool.query(`select graphile_worker.add_job('photo.process', '{"photoId": "../etc"}'::json)`)
    const process = async () => {
      called = true
    }
    await withWorker({ 'photo.process': process }, async () => {
      await until('it failed', async () => (await jobs()).some((job) => job.last_error !== null))
    })
    expect(called).toBe(false)
  })

  it('aborts what does not end by itself when it stops, and puts it back untried', async () => {
    let begun = false
    await enqueue(db(), 'photo.process', { photoId }, { jobKey: 'photo:2' })
    const endless = (_payload: unknown, signal: AbortSignal) => {
      begun = true
      return new Promise<void>((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))))
    }
    await withWorker({ 'photo.process': endless }, async (stop) => {
      await until('it runs', () => begun)
      await stop()
    })
    expect(await jobs()).toMatchObject([{ key: 'photo:2', attempts: 0, locked_by: null }])
  })

  it('frees the job of a killed worker and does it', async () => {
    await enqueue(db(), 'photo.process', { photoId })
    await pool.query(
      `update graphile_worker._private_jobs set locked_by = 'pool-killed', locked_at = now(), attempts = 1`,
    )
    await withWorker({}, async () => {
      await until('the job is gone', async () => (await jobs()).length === 0)
    })
  })
})

describe('unlockDeadWorkers', () => {
  it('leaves the jobs of the living alone until they die', async () => {
    const lock = await holdWorkerLock(url, () => undefined)
    expect(await countWorkers(db())).toBe(0)
    await lock.claim('pool-living')
    expect(await countWorkers(db())).toBe(1)
    await enqueue(db(), 'photo.process', { photoId })
    await pool.query(`update graphile_worker._private_jobs set locked_by = 'pool-living', locked_at = now()`)
    expect(await unlockDeadWorkers(pool)).toEqual([])
    expect(await jobs()).toMatchObject([{ locked_by: 'pool-living' }])
    await lock.release()
    await until('the session is gone', async () => (await unlockDeadWorkers(pool)).includes('pool-living'))
    expect(await jobs()).toMatchObject([{ locked_by: null }])
  })

  it('tells a worker that its session broke', async () => {
    const told: string[] = []
    const lock = await holdWorkerLock(url, (reason) => told.push(reason))
    await lock.claim('pool-cut-off')
    await pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where application_name = 'albumen-worker-lock' and datname = current_database()`,
    )
    await until('it is told', () => told.length > 0)
    expect(told).toHaveLength(1)
  })
})
