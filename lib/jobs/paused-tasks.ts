import type pg from 'pg'
import type { TaskName } from './tasks'

const KEPT_MS = 5_000

/** Whether an administrator has paused a kind of jobs, asked of the database every few seconds. */
export function pausedBy(pool: pg.Pool): (name: TaskName) => Promise<boolean> {
  let known: { at: number; names: Promise<string[]> } | undefined
  return async (name) => {
    if (!known || Date.now() - known.at > KEPT_MS) {
      const asked = pool.query<{ paused_tasks: string[] }>('select paused_tasks from settings')
      // Where the database does not answer, the job meets that itself and says so.
      known = { at: Date.now(), names: asked.then(({ rows }) => rows[0]?.paused_tasks ?? []).catch(() => []) }
    }
    return (await known.names).includes(name)
  }
}
