import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { runtime } from '../context/runtime'
import { env } from '../env'
import { countWorkers } from '../jobs/dead-workers'
import { describeError, logEvent } from '../log'

const LIMIT_MS = 3_000
const KEPT_MS = 1_000
/** Writing costs a request to the bucket and a flush of the database: asked so often at most, and at once after a failure. */
const WRITE_KEPT_MS = 15_000
const PROBE_BYTES = 256 * 1024
/** One a process: what a killed one leaves behind is one small object. */
const PROBE_KEY = `probes/${randomUUID()}.bin`

export type Part = 'database' | 'queue' | 'store' | 'secret'

export interface Readiness {
  /** What is not there, or cannot be written. */
  missing: Part[]
  /** Workers that live now, on all machines; null where the database cannot tell. */
  workers: number | null
  /** Room left where originals are kept, in bytes; null for a bucket. */
  freeBytes: number | null
}

let last: { at: number; result: Promise<Readiness> } | undefined

/**
 * Whether all that we need answers and can be written. Asked at most once a second however many ask, so that probes do not
 * pile up on a service that hangs.
 */
export function readiness(): Promise<Readiness> {
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

async function check(): Promise<Readiness> {
  const parts: [Part, () => Promise<unknown>][] = [
    ['database', () => runtime().db.execute(sql`select id from users limit 1`).then(writeDatabase)],
    ['queue', () => runtime().db.execute(sql`select id from graphile_worker.jobs limit 1`)],
    ['store', () => runtime().store.check().then(assertRoom).then(writeStore)],
    ['secret', assertSecret],
  ]
  const [answers, workers, freeBytes] = await Promise.all([
    Promise.all(parts.map(([part, ask]) => inTime(part, ask))),
    inTime('workers', () => countWorkers(runtime().db)),
    inTime('room', () => runtime().store.freeBytes()),
  ])
  return {
    missing: parts.flatMap(([part], index) => (answers[index] === undefined ? [part] : [])),
    workers: workers?.value ?? null,
    freeBytes: freeBytes?.value ?? null,
  }
}

const writeDatabase = everySoOften(async () => {
  const { rows } = await runtime().db.execute<{ open: boolean }>(
    // Writes to the log of the database and waits until it lies on disk: refused by one that only reads.
    sql`select current_setting('transaction_read_only') = 'off' and pg_logical_emit_message(true, 'albumen', 'ready') is not null as open`,
  )
  if (!rows[0]?.open) throw new Error('the database is read-only')
})

const writeStore = everySoOften(async () => {
  const { store } = runtime()
  await store.put(PROBE_KEY, Buffer.alloc(PROBE_BYTES, 1), {
    bytes: PROBE_BYTES,
    contentType: 'application/octet-stream',
  })
  await store.delete(PROBE_KEY)
})

/** A disk that fills up is noticed at once. */
async function assertRoom(): Promise<void> {
  const free = await runtime().store.freeBytes()
  if (free !== null && free < PROBE_BYTES) throw new Error('the disk of the store is full')
}

/** `work`, done again only some time after it succeeded. */
function everySoOften(work: () => Promise<void>): () => Promise<void> {
  let doneAt = Number.NEGATIVE_INFINITY
  return async () => {
    if (Date.now() - doneAt < WRITE_KEPT_MS) return
    await work()
    doneAt = Date.now()
  }
}

async function assertSecret(): Promise<void> {
  if (!env().AUTH_SECRET) throw new Error('AUTH_SECRET is not set: nobody can log in')
}

/** The answer, or undefined when there is none in time. */
async function inTime<T>(part: string, ask: () => Promise<T>): Promise<{ value: T } | undefined> {
  let timer: NodeJS.Timeout | undefined
  try {
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`no answer within ${LIMIT_MS} ms`)), LIMIT_MS)
    })
    return { value: await Promise.race([ask(), late]) }
  } catch (error) {
    logEvent('warn', 'readiness', { part, error: describeError(error) })
    return undefined
  } finally {
    clearTimeout(timer)
  }
}
