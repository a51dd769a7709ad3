import { type Connection, connect, type Database } from '@/db/client'
import { env } from '../env'
import { describeError, logEvent, setLogLevel } from '../log'
import type { ObjectStore } from '../storage/object-store'
import { openStore } from '../storage/open-store'

interface Runtime extends Connection {
  store: ObjectStore
  /** For questions that may be dear (`Context.dear`). */
  dear: Database
}

const CONNECTIONS = 15
/** Two leave a database of two cores time for everybody else. */
const DEAR_CONNECTIONS = 2
const DEAR_MS = 3_000

const holder = globalThis as typeof globalThis & { albumenRuntime?: Runtime }

/**
 * The process's database pool and object store, opened once (kept on globalThis so that reloads in development do not
 * open more). @throws Error when DATABASE_URL is not set: `npm start` sets it for the processes it starts
 */
export function runtime(): Runtime {
  holder.albumenRuntime ??= openRuntime()
  return holder.albumenRuntime
}

function openRuntime(): Runtime {
  const settings = env()
  setLogLevel(settings.LOG_LEVEL)
  if (!settings.DATABASE_URL) throw new Error('DATABASE_URL is not set; start Albumen with `npm start`')
  const onIdleError = (error: Error) => logEvent('warn', 'database.idle_connection', { error: describeError(error) })
  const dear = connect(settings.DATABASE_URL, DEAR_CONNECTIONS, onIdleError, DEAR_MS).db
  return { ...connect(settings.DATABASE_URL, CONNECTIONS, onIdleError), dear, store: openStore(settings) }
}
