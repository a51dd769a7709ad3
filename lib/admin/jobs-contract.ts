import * as z from 'zod'
import { TASKS, type TaskName } from '../jobs/tasks'

/** Shapes of the administration of jobs on the wire. Both sides parse with them; nothing here may import server code. */

export const TASK_NAMES = Object.keys(TASKS) as [TaskName, ...TaskName[]]

const State = z
  .enum(['waiting', 'running', 'retrying', 'failed'])
  .describe('retrying: it failed and is tried again later; failed: it was tried as often as it may be.')

export const JobsQuery = z.strictObject({
  state: State.optional().describe('Only these jobs.'),
  task: z.enum(TASK_NAMES).optional().describe('Only jobs of this kind.'),
  limit: z.coerce.number().int().min(1).max(200).default(50).describe('The most jobs of a page.'),
  cursor: z.string().max(400).optional().describe('next of the page before; left out for the first.'),
})
export type JobsQuery = z.output<typeof JobsQuery>

export const AdminJob = z
  .strictObject({
    id: z.string().describe('Its number.'),
    task: z.string().describe('Its kind.'),
    state: State,
    attempts: z.int().describe('How often it was begun.'),
    maxAttempts: z.int().describe('How often it may be.'),
    runAt: z.string().describe('When it is begun next, at the earliest.'),
    createdAt: z.string().describe('When it came into the queue.'),
    reason: z.string().nullable().describe('The code of the last failure; null where there was none.'),
  })
  .meta({ id: 'AdminJob' })
export type AdminJob = z.infer<typeof AdminJob>

export const AdminJobPage = z
  .strictObject({
    items: z.array(AdminJob).describe('Latest first.'),
    kinds: z
      .array(
        z.strictObject({
          task: z.string().describe('The kind.'),
          paused: z.boolean().describe('Whether no job of it is begun.'),
          waiting: z.int().describe('Jobs that wait.'),
          running: z.int().describe('Jobs that run.'),
          retrying: z.int().describe('Jobs that failed and are tried again.'),
          failed: z.int().describe('Jobs that were tried as often as they may be.'),
        }),
      )
      .describe('Every kind with its numbers.'),
    next: z.string().nullable().describe('The cursor of the next page; null at the end.'),
  })
  .meta({ id: 'AdminJobPage' })
export type AdminJobPage = z.infer<typeof AdminJobPage>

export const JobParams = z.object({
  id: z
    .string()
    .regex(/^[1-9]\d{0,17}$/)
    .describe('The number of a job.'),
})

export const RetryJobs = z.strictObject({
  task: z.enum(TASK_NAMES).optional().describe('Only jobs of this kind; of all kinds where it is left out.'),
})
export const RetriedJobs = z
  .strictObject({ retried: z.int().describe('How many jobs are tried again now.') })
  .meta({ id: 'RetriedJobs' })

export const TaskParams = z.object({ task: z.enum(TASK_NAMES).describe('A kind of jobs.') })
export const TaskPause = z
  .strictObject({ paused: z.boolean().describe('true: no job of this kind is begun until this is false again.') })
  .meta({ id: 'TaskPause' })
