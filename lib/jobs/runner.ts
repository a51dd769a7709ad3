import { type Job, type JobHelpers, Logger, parseCronItems, run, type Task, type TaskList } from 'graphile-worker'
import type pg from 'pg'
import { isCut, toAppError } from '../errors/away'
import { describeError, logEvent } from '../log'
import { holdWorkerLock, unlockDeadWorkers } from './dead-workers'
import { JobFailure } from './job-failure'
import { pausedBy } from './paused-tasks'
import { TASKS, type TaskName, type TaskPayload } from './tasks'

/** `failed`: the job is done with, and what it was for did not work (a photo that cannot be read). */
export type JobResult = 'failed' | undefined

/** What to do for each task; the signal aborts when the process must end. */
export type JobHandlers = {
  [N in TaskName]: (payload: TaskPayload<N>, signal: AbortSignal) => Promise<JobResult> | Promise<void>
}

interface WorkerOptions {
  pool: pg.Pool
  /** For the session that proves this worker alive; not from the pool. */
  databaseUrl: string
  handlers: JobHandlers
  /** Jobs at a time. */
  concurrency: number
  /** How long running jobs may take to end when the worker stops, before they are aborted. */
  abortAfterMs?: number
  /** Told when this worker cannot prove its life any more or its queue failed: the process should end. */
  onLost: (reason: string) => void
}

const SWEEP_MS = 60_000
const FIRST_SWEEP_MS = 5_000
const ABORT_AFTER_MS = 5_000
/** A job whose database or store is away tries again this much later, without an attempt being counted. */
const AWAY_SECONDS = 10
/** A job of a kind that is paused looks again this much later. */
const PAUSED_SECONDS = 30

const CRON = parseCronItems([
  {
    task: 'uploads.expire' satisfies TaskName,
    match: '7 * * * *',
    options: { jobKey: 'uploads.expire', maxAttempts: 25 },
  },
  {
    task: 'trash.empty' satisfies TaskName,
    match: '23 3 * * *',
    options: { jobKey: 'trash.empty', maxAttempts: 25, backfillPeriod: 24 * 3_600_000 },
  },
  {
    task: 'audit.forget' satisfies TaskName,
    match: '11 3 * * *',
    options: { jobKey: 'audit.forget', maxAttempts: 25, backfillPeriod: 24 * 3_600_000, priority: 30 },
  },
  {
    task: 'counters.fold' satisfies TaskName,
    match: '* * * * *',
    options: { jobKey: 'counters.fold', maxAttempts: 1, priority: 20 },
  },
  {
    task: 'counters.check' satisfies TaskName,
    match: '41 3 * * *',
    options: { jobKey: 'counters.check', maxAttempts: 3, backfillPeriod: 24 * 3_600_000, priority: 30 },
  },
  {
    task: 'photos.describe' satisfies TaskName,
    match: '*/10 * * * *',
    options: { jobKey: 'photos.describe', queueName: 'photos.describe', maxAttempts: 25, priority: 30 },
  },
  {
    task: 'duplicates.keep' satisfies TaskName,
    match: '* * * * *',
    // Before photos that wait: groups are there within a minute while an import runs.
    options: { jobKey: 'duplicates.keep', queueName: 'duplicates', maxAttempts: 25, priority: -1 },
  },
  {
    task: 'webhooks.deliver' satisfies TaskName,
    match: '* * * * *',
    options: { jobKey: 'webhooks.deliver', queueName: 'webhooks', maxAttempts: 25, priority: -1 },
  },
  { task: 'sources.tend' satisfies TaskName, match: '* * * * *', options: { jobKey: 'sources.tend', maxAttempts: 25 } },
])

/**
 * Works off the queue until `stop` is called. Jobs of workers that no longer live are freed at the start and every minute.
 * @returns stop: waits for running jobs, aborting them after a while; they go back into the queue
 */
export async function runWorker(options: WorkerOptions): Promise<{ stop(): Promise<void> }> {
  const lock = await holdWorkerLock(options.databaseUrl, options.onLost)
  await sweep(options.pool)
  const timers = [setTimeout(sweep, FIRST_SWEEP_MS, options.pool), setInterval(sweep, SWEEP_MS, options.pool)]
  const runner = await run({
    pgPool: options.pool,
    concurrency: options.concurrency,
    noHandleSignals: true,
    pollInterval: 2_000,
    taskList: taskList(options.handlers, pausedBy(options.pool)),
    parsedCronItems: CRON,
    logger: new Logger(() => forwardLog),
    preset: {
      worker: {
        gracefulShutdownAbortTimeout: options.abortAfterMs ?? ABORT_AFTER_MS,
        // Batched ends are waited for when the worker stops; single ones are not.
        completeJobBatchDelay: 0,
        failJobBatchDelay: 0,
      },
      plugins: [
        {
          name: 'AlbumenWorkerLock',
          version: '1.0.0',
          // Before its first job; jobs carry the id of the pool.
          worker: { hooks: { startWorker: (_ctx, event) => lock.claim(event.worker.workerPool.id) } },
        },
      ],
    },
  })
  let stopping = false
  runner.promise.then(
    () => !stopping && options.onLost('the queue stopped'),
    (error) => {
      if (stopping) return
      logEvent('error', 'queue.failed', { error: describeError(error) })
      options.onLost('the queue failed')
    },
  )
  return {
    async stop() {
      stopping = true
      for (const timer of timers) clearTimeout(timer)
      await runner.stop()
      await lock.release()
    },
  }
}

async function sweep(pool: pg.Pool): Promise<void> {
  try {
    const dead = await unlockDeadWorkers(pool)
    if (dead.length > 0) logEvent('warn', 'worker.jobs_freed', { workers: dead.length })
  } catch (error) {
    logEvent('warn', 'worker.sweep_failed', { error: describeError(error) })
  }
}

function taskList(handlers: JobHandlers, paused: (name: TaskName) => Promise<boolean>): TaskList {
  const task =
    <N extends TaskName>(name: N): Task =>
    async (payload, helpers) =>
      (await paused(name))
        ? putBack(helpers.job, helpers, PAUSED_SECONDS)
        : attempt(name, payload, helpers, handlers[name])
  return Object.fromEntries((Object.keys(TASKS) as TaskName[]).map((name) => [name, task(name)]))
}

/** One attempt of one job: parse, run, one log event. */
async function attempt<N extends TaskName>(
  name: N,
  payload: unknown,
  helpers: JobHelpers,
  handler: JobHandlers[N],
): Promise<void> {
  const { job } = helpers
  const started = performance.now()
  const fields: Record<string, unknown> = { task: name, jobId: job.id, attempt: job.attempts, of: job.max_attempts }
  const signal = helpers.abortSignal ?? new AbortController().signal
  try {
    const parsed = TASKS[name].parse(payload) as TaskPayload<N>
    if ('photoId' in parsed) fields.photoId = parsed.photoId
    if ('sourceId' in parsed) fields.sourceId = parsed.sourceId
    fields.outcome = (await handler(parsed, signal)) ?? 'done'
  } catch (thrown) {
    const error = toAppError(thrown)
    // What the database cut off may be cut off again: that is tried as often as any failure, not for ever.
    const failure = thrown instanceof JobFailure ? thrown.reason : null
    const again = (failure === null && error.code === 'unavailable' && !isCut(thrown)) || signal.aborted
    fields.outcome = again ? 'waits' : 'failed'
    fields.error = describeError(error.cause ?? error)
    if (!again) throw new Error(failure ?? error.code, { cause: thrown })
    await putBack(job, helpers, signal.aborted ? 0 : AWAY_SECONDS)
  } finally {
    const ms = Math.round(performance.now() - started)
    // A picture that nobody can read is its owner's trouble; whatever threw is ours.
    if (fields.outcome === 'failed') logEvent(fields.error ? 'error' : 'warn', 'job.failed', { ...fields, ms })
    else logEvent('info', 'job', { ...fields, ms })
  }
}

/** The same job once more, later, as if it had not been tried; this one then counts as done. */
async function putBack(job: Job, helpers: JobHelpers, seconds: number): Promise<void> {
  await helpers.addJob(job.task_identifier, job.payload, {
    // This job gives its key to the new one; where a newer job has taken the key, that one waits instead.
    jobKey: job.key ?? undefined,
    runAt: new Date(Date.now() + seconds * 1000),
    maxAttempts: job.max_attempts,
    priority: job.priority,
  })
}

/** Each job has an event of its own already; that the queue itself complains is kept, without its words: they may quote a job. */
function forwardLog(level: string, _message: string, meta?: Record<string, unknown>): void {
  if (meta?.failure || (level !== 'warning' && level !== 'error')) return
  logEvent('warn', 'queue', { complaint: level, error: meta?.error ? describeError(meta.error) : undefined })
}
