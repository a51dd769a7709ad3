import { type SQL, sql } from 'drizzle-orm'
import { record } from '../audit/record'
import { requireAdmin } from '../context/actor'
import type { Context } from '../context/context'
import { openCursor, sealCursor } from '../cursors/sealed-cursor'
import { AppError, ERROR_STATUS, notFound } from '../errors/app-error'
import { isJobReason } from '../jobs/job-failure'
import type { TaskName } from '../jobs/tasks'
import { readSettings, writeSettings } from '../settings/stored-settings'
import { type AdminJob, type AdminJobPage, type JobsQuery, TASK_NAMES } from './jobs-contract'
import type { AdminStats } from './stats-contract'

/** More are tried again by a second call. */
const MOST_RETRIED = 10_000

/** Payloads stay where they are: they name things of people. */
const STATE = sql`case when attempts >= max_attempts and locked_at is null then 'failed' when locked_at is not null then 'running'
  when last_error is not null then 'retrying' else 'waiting' end`

interface JobRow extends Record<string, unknown> {
  id: string
  task: string
  state: AdminJob['state']
  attempts: number
  max: number
  run_at: string
  created_at: string
  last_error: string | null
}

/**
 * The queue: every kind with its numbers, and a page of jobs, latest first.
 * @throws AppError unauthenticated, forbidden (a token), not_found (no administrator), invalid (cursor)
 */
export async function listJobs(ctx: Context, query: JobsQuery): Promise<AdminJobPage> {
  requireAdmin(ctx.actor)
  const after = query.cursor === undefined ? sql`true` : sql`id < ${openPlace(query.cursor)}`
  const ofTask = query.task === undefined ? sql`true` : sql`task = ${query.task}`
  const ofState = query.state === undefined ? sql`true` : sql`state = ${query.state}`
  const { rows } = await ctx.db.execute<JobRow>(sql`
    select * from (select id, task_identifier as task, ${STATE} as state, attempts, max_attempts as max, run_at, created_at, last_error
      from graphile_worker.jobs) job
    where ${ofTask} and ${ofState} and ${after} order by id desc limit ${query.limit + 1}`)
  const shown = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? shown.at(-1) : undefined
  return {
    items: shown.map(presentJob),
    kinds: await kindsOf(ctx),
    next: last ? sealCursor(['jobs', String(last.id)]) : null,
  }
}

/** Tries a job again now that failed or waits. @throws AppError as listJobs, not_found, conflict (it runs) */
export async function retryJob(ctx: Context, id: string): Promise<AdminJob> {
  requireAdmin(ctx.actor)
  return ctx.db.transaction(async (tx) => {
    const { rows } = await tx.execute<{ id: string }>(
      sql`select id from graphile_worker.reschedule_jobs(array[${id}::bigint], run_at := now(), attempts := 0)`,
    )
    const found = await tx.execute<JobRow>(
      sql`select id, task_identifier as task, ${STATE} as state, attempts, max_attempts as max, run_at, created_at, last_error
        from graphile_worker.jobs where id = ${id}::bigint`,
    )
    const [job] = found.rows
    if (!job) throw notFound()
    if (rows.length === 0) throw new AppError('conflict', 'This job runs now. Wait until it has ended.')
    await record(tx, ctx, 'job.retried', { details: { task: job.task, jobs: 1 } })
    return presentJob(job)
  })
}

/**
 * Tries again now all jobs that failed for good or wait to be tried again, at most ten thousand.
 * @param task of this kind only
 * @returns how many
 * @throws AppError as listJobs
 */
export async function retryJobs(ctx: Context, task?: TaskName): Promise<number> {
  requireAdmin(ctx.actor)
  const ofTask = task === undefined ? sql`true` : sql`task_identifier = ${task}`
  return ctx.db.transaction(async (tx) => {
    const { rows } = await tx.execute(sql`
      select id from graphile_worker.reschedule_jobs(array(
        select id from graphile_worker.jobs where last_error is not null and locked_at is null and ${ofTask} limit ${MOST_RETRIED}
      ), run_at := now(), attempts := 0)`)
    if (rows.length > 0) {
      await record(tx, ctx, 'job.retried', { details: { ...(task ? { task } : {}), jobs: rows.length } })
    }
    return rows.length
  })
}

/** Begins no job of a kind any more, or does so again. Jobs that run go on to their end. @throws AppError as listJobs */
export async function pauseTask(ctx: Context, task: TaskName, paused: boolean): Promise<void> {
  requireAdmin(ctx.actor)
  await ctx.db.transaction(async (tx) => {
    await tx.execute(sql`lock table settings in share row exclusive mode`)
    const { pausedTasks } = await readSettings(tx)
    if (pausedTasks.includes(task) === paused) return
    const others = pausedTasks.filter((name) => name !== task)
    await writeSettings(tx, { pausedTasks: paused ? [...others, task] : others })
    await record(tx, ctx, paused ? 'jobs.paused' : 'jobs.resumed', { details: { task } })
  })
}

/** How many jobs there are of each state. */
export async function countJobs(ctx: Context): Promise<AdminStats['queue']> {
  const kinds = await kindsOf(ctx)
  const sum = (state: AdminJob['state']) => kinds.reduce((all, kind) => all + kind[state], 0)
  return { waiting: sum('waiting'), running: sum('running'), retrying: sum('retrying'), failed: sum('failed') }
}

async function kindsOf({ db }: Context): Promise<AdminJobPage['kinds']> {
  const { pausedTasks } = await readSettings(db)
  const { rows } = await db.execute<{ task: string; state: AdminJob['state']; n: string }>(
    sql`select task_identifier as task, ${STATE} as state, count(*) as n from graphile_worker.jobs group by 1, 2`,
  )
  return TASK_NAMES.map((task) => {
    const of = (state: AdminJob['state']) =>
      Number(rows.find((row) => row.task === task && row.state === state)?.n ?? 0)
    const counts = { waiting: of('waiting'), running: of('running'), retrying: of('retrying'), failed: of('failed') }
    return { task, paused: pausedTasks.includes(task), ...counts }
  })
}

function presentJob({ id, task, state, attempts, max, run_at, created_at, last_error }: JobRow): AdminJob {
  return {
    id: String(id),
    task,
    state,
    attempts: Number(attempts),
    maxAttempts: Number(max),
    runAt: new Date(run_at).toISOString(),
    createdAt: new Date(created_at).toISOString(),
    reason: last_error === null ? null : reasonOf(last_error),
  }
}

/** Failures carry a code; whatever else stands there stays there. */
function reasonOf(error: string): string {
  return error in ERROR_STATUS || isJobReason(error) ? error : 'internal'
}

/** @throws AppError invalid */
function openPlace(cursor: string): SQL {
  const at = openCursor(cursor)
  if (!Array.isArray(at) || at[0] !== 'jobs') {
    throw new AppError('invalid', 'cursor: This cursor is not one of this list; start again without it.')
  }
  return sql`${String(at[1])}::bigint`
}
