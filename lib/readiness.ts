import { sql } from 'drizzle-orm'
import { describeError, logEvent } from './log'
import { runtime } from './runtime'

const LIMIT_MS = 3_000
const KEPT_MS = 1_000

type Part = 'database' | 'queue' | 'store'

let last: { at: number; result: Promise<Part[]> } | undefined

/**
 * Which of the services we need do not answer now. Asked at most once a second however many ask, so that probes do not
 * pile up on a service that hangs.
 */
export function readiness(): Promise<Part[]> {
  const now = Date.now()
  if (!last || now - last.at > KEPT_MS) {
    const result = check()
    last = { at: Number.POSITIVE_INFINITY, result }
    const done = () => {
      last = { at: Date.now(), result }
    }
    result.then(done, done)
  }
  return last.result
}

async function check(): Promise<Part[]> {
  const parts: [Part, () => Promise<unknown>][] = [
    ['database', () => runtime().db.execute(sql`select id from users limit 1`)],
    ['queue', () => runtime().db.execute(sql`select id from graphile_worker.jobs limit 1`)],
    ['store', () => runtime().store.check()],
  ]
  const answers = await Promise.all(
    parts.map(async ([part, ask]) => ((await answersInTime(part, ask)) ? undefined : part)),
  )
  return answers.filter((part) => part !== undefined)
}

async function answersInTime(part: Part, ask: () => Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  try {
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`no answer within ${LIMIT_MS} ms`)), LIMIT_MS)
    })
    await Promise.race([ask(), late])
    return true
  } catch (error) {
    logEvent('warn', 'readiness', { part, error: describeError(error) })
    return false
  } finally {
    clearTimeout(timer)
  }
}
