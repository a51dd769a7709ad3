import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { TASKS, type TaskName, type TaskPayload } from './tasks'

interface EnqueueOptions {
  /** One job with this key waits at a time: a second call replaces the first. */
  jobKey?: string
  runAt?: Date
  /** Smaller runs first. */
  priority?: number
  /** Jobs with the same queue run one after the other. */
  queue?: string
  /** How often it may be begun; 25 times where it is left out. */
  attempts?: number
}

/** Adds a job inside the caller's transaction: it exists exactly if the change that made it necessary exists. */
export async function enqueue<N extends TaskName>(
  db: Database,
  name: N,
  payload: TaskPayload<N>,
  options: EnqueueOptions = {},
): Promise<void> {
  const json = JSON.stringify(TASKS[name].parse(payload))
  await db.execute(sql`select graphile_worker.add_job(
    ${name}, payload := ${json}::json, job_key := ${options.jobKey ?? null}::text,
    run_at := coalesce(${options.runAt?.toISOString() ?? null}::timestamptz, now()),
    priority := ${options.priority ?? 0}::int, max_attempts := ${options.attempts ?? 25}::int,
    queue_name := ${options.queue ?? null}::text)`)
}
