import { connect } from '../db/client'
import { SYSTEM } from '../lib/auth/actor'
import type { Context } from '../lib/context'
import { env } from '../lib/env'
import { type JobHandlers, runWorker } from '../lib/jobs/runner'
import { describeError, logEvent, setLogLevel } from '../lib/log'
import { openStore } from '../lib/storage/open-store'
import { endWithParent } from './parent-watch'

const LIMIT_MS = 8_000

const settings = env()
setLogLevel(settings.LOG_LEVEL)
if (!settings.DATABASE_URL) {
  process.stderr.write('DATABASE_URL is not set. `npm start` starts a worker with everything it needs.\n')
  process.exit(1)
}

const { db, pool } = connect(settings.DATABASE_URL, settings.WORKER_CONCURRENCY + 4, (error) =>
  logEvent('warn', 'database.idle_connection', { error: describeError(error) }),
)
// A client that is out of the pool breaks with an event of its own; its query fails too and says so to its caller.
pool.on('connect', (client) => client.on('error', () => undefined))
const ctx: Context = { actor: SYSTEM, db, store: openStore(settings) }

const handlers: JobHandlers = {
  'photo.process': async () => undefined,
  'photo.locate': async () => undefined,
  'objects.delete': async () => undefined,
  'uploads.expire': async () => undefined,
  'trash.empty': async () => undefined,
}

let ending = false
let worker: { stop(): Promise<void> } | undefined

function end(reason: string, status: number): void {
  if (ending) return
  ending = true
  logEvent(status === 0 ? 'info' : 'error', 'worker.ending', { reason })
  setTimeout(() => process.exit(status), LIMIT_MS).unref()
  Promise.resolve(worker?.stop())
    .catch((error: unknown) => logEvent('warn', 'worker.stop', { error: describeError(error) }))
    .finally(() => process.exit(status))
}

process.on('SIGTERM', () => end('SIGTERM', 0))
process.on('SIGINT', () => end('SIGINT', 0))
endWithParent(() => end('supervisor has gone', 0))
process.on('unhandledRejection', (error) =>
  logEvent('error', 'worker.unhandled_rejection', { error: describeError(error) }),
)

try {
  worker = await runWorker({
    pool,
    databaseUrl: settings.DATABASE_URL,
    handlers,
    concurrency: settings.WORKER_CONCURRENCY,
    onLost: (reason) => end(reason, 1),
  })
  logEvent('info', 'worker.ready', { concurrency: settings.WORKER_CONCURRENCY })
} catch (error) {
  logEvent('error', 'worker.start', { error: describeError(error) })
  process.exit(1)
}
void ctx
