import { type Connection, connect } from '@/db/client'
import { env } from './env'
import { describeError, logEvent, setLogLevel } from './log'
import type { ObjectStore } from './storage/object-store'
import { openStore } from './storage/open-store'

interface Runtime extends Connection {
  store: ObjectStore
}

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
  return { ...connect(settings.DATABASE_URL, 15, onIdleError), store: openStore(settings) }
}
